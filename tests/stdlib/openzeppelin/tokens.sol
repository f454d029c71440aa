// SPDX-License-Identifier: Apache-2.0
// The hosts of the token tests, on OpenZeppelin's contracts.
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

contract PermitToken is ERC20Permit, ERC20Burnable {
    constructor() ERC20("Gold", "GLD") ERC20Permit("Gold") {}
    function mint(address to, uint256 value) external { _mint(to, value); }
    function burnAny(address from, uint256 value) external { _burn(from, value); }
}

contract VotesToken is ERC20Permit, ERC20Votes {
    constructor() ERC20("Ballots", "BAL") ERC20Permit("Ballots") {}
    function mint(address to, uint256 value) external { _mint(to, value); }
    function burn(address from, uint256 value) external { _burn(from, value); }
    function mintTwice(address to, uint256 value) external { _mint(to, value); _mint(to, value); }
    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) { super._update(from, to, value); }
    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) { return super.nonces(owner); }
}

contract Items is ERC1155 {
    constructor() ERC1155("https://items.example/{id}.json") {}
    function mint(address to, uint256 id, uint256 value, bytes calldata data) external { _mint(to, id, value, data); }
    function mintBatch(address to, uint256[] calldata ids, uint256[] calldata values, bytes calldata data) external { _mintBatch(to, ids, values, data); }
    function burn(address from, uint256 id, uint256 value) external { _burn(from, id, value); }
    function burnBatch(address from, uint256[] calldata ids, uint256[] calldata values) external { _burnBatch(from, ids, values); }
}

contract Deeds is ERC721 {
    constructor() ERC721("Deeds", "DEED") {}
    function mint(address to, uint256 tokenId) external { _mint(to, tokenId); }
    function safeMint(address to, uint256 tokenId, bytes calldata data) external { _safeMint(to, tokenId, data); }
    function burn(uint256 tokenId) external { _update(address(0), tokenId, _msgSender()); }
}
