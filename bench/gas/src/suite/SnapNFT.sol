// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

import {Governed, PullPayments, TimedPause} from "./Library.sol";

interface IFeeDistributor {
    function onSnapTransfer(address from, address to, uint256 tokenId) external;
}

contract SnapNFT is TimedPause, PullPayments, ERC721 {
    error CapReached();
    error WrongPayment(uint256 expected, uint256 sent);
    error FeeDistributorNotSet();
    error FeeDistributorAlreadySet();

    event FeeDistributorSet(address indexed distributor);

    uint256 public constant CAP = 10_000;
    address public immutable treasury;
    uint256 public immutable basePrice;
    uint256 public immutable slope;
    IFeeDistributor public feeDistributor;
    uint256 public totalSupply;
    uint256 private minted;
    string private baseUri;

    constructor(address governance_, address treasury_, uint256 basePrice_, uint256 slope_, string memory baseURI_)
        Governed(governance_) ERC721("Citrate SNAP", "SNAP") nonZero(treasury_)
    {
        treasury = treasury_;
        basePrice = basePrice_;
        slope = slope_;
        baseUri = baseURI_;
    }

    function mint(address to) external payable nonReentrant whenNotPaused returns (uint256 tokenId) {
        require(address(feeDistributor) != address(0), FeeDistributorNotSet());
        require(minted < CAP, CapReached());
        uint256 price = priceOf(totalSupply);
        require(msg.value >= price, WrongPayment(price, msg.value));
        tokenId = ++minted;
        _mint(to, tokenId);
        totalOwed_ += price;
        _pushOrCredit(treasury, price);
        uint256 excess = msg.value - price;
        if (excess != 0) {
            (bool ok,) = msg.sender.call{value: excess}("");
            require(ok, TransferFailed(msg.sender, excess));
        }
    }

    function burn(uint256 tokenId) external nonReentrant { _update(address(0), tokenId, msg.sender); }

    function transferFrom(address from, address to, uint256 tokenId) public override nonReentrant { super.transferFrom(from, to, tokenId); }

    function priceOf(uint256 supply) public view returns (uint256) { return basePrice + slope * supply; }

    function setFeeDistributor(address distributor) external onlyGovernance {
        require(address(feeDistributor) == address(0), FeeDistributorAlreadySet());
        require(distributor != address(0), ZeroAddress());
        feeDistributor = IFeeDistributor(distributor);
        emit FeeDistributorSet(distributor);
    }

    function _baseURI() internal view override returns (string memory) { return baseUri; }

    function _update(address to, uint256 tokenId, address auth) internal override returns (address from) {
        from = _ownerOf(tokenId);
        if (auth != address(0)) _checkAuthorized(from, auth, tokenId);
        if (from == address(0)) ++totalSupply;
        if (to == address(0)) --totalSupply;
        feeDistributor.onSnapTransfer(from, to, tokenId);
        return super._update(to, tokenId, address(0));
    }
}
