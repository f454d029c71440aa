// The pairing equation of KZG by blst, with the one point of the trusted setup that it needs.
#include "vm/crypto/kzg.hpp"

#include <blst.h>

namespace mozi::crypto {
namespace {

/// tau times the generator of G2, from Ethereum's KZG ceremony (second of the 65 G2 points of the
/// consensus specification's trusted_setup_4096.json), compressed.
constexpr std::array<uint8_t, 96> tau_g2 = {
    0xb5, 0xbf, 0xd7, 0xdd, 0x8c, 0xde, 0xb1, 0x28, 0x84, 0x3b, 0xc2, 0x87, 0x23, 0x0a, 0xf3, 0x89,
    0x26, 0x18, 0x70, 0x75, 0xcb, 0xfb, 0xef, 0xa8, 0x10, 0x09, 0xa2, 0xce, 0x61, 0x5a, 0xc5, 0x3d,
    0x29, 0x14, 0xe5, 0x87, 0x0c, 0xb4, 0x52, 0xd2, 0xaf, 0xaa, 0xab, 0x24, 0xf3, 0x49, 0x9f, 0x72,
    0x18, 0x5c, 0xbf, 0xee, 0x53, 0x49, 0x27, 0x14, 0x73, 0x44, 0x29, 0xb7, 0xb3, 0x86, 0x08, 0xe2,
    0x39, 0x26, 0xc9, 0x11, 0xcc, 0xec, 0xea, 0xc9, 0xa3, 0x68, 0x51, 0x47, 0x7b, 0xa4, 0xc6, 0x0b,
    0x08, 0x70, 0x41, 0xde, 0x62, 0x10, 0x00, 0xed, 0xc9, 0x8e, 0xda, 0xda, 0x20, 0xc1, 0xde, 0xf2};

bool read(KzgBytes in, blst_p1_affine& out) {
  return blst_p1_uncompress(&out, in.data()) == BLST_SUCCESS && blst_p1_affine_in_g1(&out);
}

blst_p1 times(const blst_p1& point, const Word& scalar) {
  const auto bytes = scalar.to_bytes();
  blst_scalar little_endian;
  blst_scalar_from_bendian(&little_endian, bytes.data());
  blst_p1 out;
  blst_p1_mult(&out, &point, little_endian.b, 255);
  return out;
}

/// e(p, q), or one if p is infinity.
blst_fp12 miller_loop(const blst_p1& p, const blst_p2_affine& q) {
  if (blst_p1_is_inf(&p)) return *blst_fp12_one();
  blst_p1_affine affine;
  blst_p1_to_affine(&affine, &p);
  blst_fp12 out;
  blst_miller_loop(&out, &q, &affine);
  return out;
}

}  // namespace

bool verify_kzg_proof(KzgBytes commitment, const Word& z, const Word& y, KzgBytes proof) {
  if (z >= bls12_381_order || y >= bls12_381_order) return false;
  blst_p1_affine commitment_point;
  blst_p1_affine proof_point;
  if (!read(commitment, commitment_point) || !read(proof, proof_point)) return false;
  blst_p2_affine tau;
  if (blst_p2_uncompress(&tau, tau_g2.data()) != BLST_SUCCESS) return false;

  // e(C - y G1, G2) = e(proof, (tau - z) G2), with the term in z moved to the cheaper group:
  // e(C - y G1 + z proof, G2) = e(proof, tau G2).
  blst_p1 left = times(*blst_p1_generator(), y);
  blst_p1_cneg(&left, true);
  blst_p1_add_or_double_affine(&left, &left, &commitment_point);
  blst_p1 right;
  blst_p1_from_affine(&right, &proof_point);
  const blst_p1 shift = times(right, z);
  blst_p1_add_or_double(&left, &left, &shift);

  const blst_fp12 a = miller_loop(left, *blst_p2_affine_generator());
  const blst_fp12 b = miller_loop(right, tau);
  return blst_fp12_finalverify(&a, &b);
}

}  // namespace mozi::crypto
