// blst behind the encodings of EIP-2537.
#include "vm/crypto/bls12_381.hpp"

#include <blst.h>

#include <algorithm>

namespace mozi::crypto::bls12_381 {
namespace {

/// The prime, as the 48 bytes that follow 16 zeros in an encoded element.
constexpr std::array<uint8_t, 48> prime = {
    0x1a, 0x01, 0x11, 0xea, 0x39, 0x7f, 0xe6, 0x9a, 0x4b, 0x1b, 0xa7, 0xb6, 0x43, 0x4b, 0xac, 0xd7,
    0x64, 0x77, 0x4b, 0x84, 0xf3, 0x85, 0x12, 0xbf, 0x67, 0x30, 0xd2, 0xa0, 0xf6, 0xb0, 0xf6, 0x24,
    0x1e, 0xab, 0xff, 0xfe, 0xb1, 0x53, 0xff, 0xff, 0xb9, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xaa, 0xab};
constexpr size_t padding = fp_size - prime.size();

/// How many terms or pairs are worked on at once; bounds the memory.
constexpr size_t batch = 256;
constexpr size_t pairing_batch = 16;

bool read(const uint8_t* in, blst_fp& out) {
  if (std::any_of(in, in + padding, [](uint8_t b) { return b != 0; })) return false;
  if (!std::lexicographical_compare(in + padding, in + fp_size, prime.begin(), prime.end()))
    return false;
  blst_fp_from_bendian(&out, in + padding);
  return true;
}
bool read(const uint8_t* in, blst_fp2& out) {
  return read(in, out.fp[0]) && read(in + fp_size, out.fp[1]);
}

void write(const blst_fp& element, uint8_t* out) {
  std::fill_n(out, padding, uint8_t{0});
  blst_bendian_from_fp(out + padding, &element);
}
void write(const blst_fp2& element, uint8_t* out) {
  write(element.fp[0], out);
  write(element.fp[1], out + fp_size);
}

/// What blst calls the same operations in both groups.
struct G1 {
  using Affine = blst_p1_affine;
  using Point = blst_p1;
  using Element = blst_fp;
  using Encoded = G1Bytes;
  static constexpr size_t element_size = fp_size;
  static constexpr auto is_on_curve = blst_p1_affine_on_curve;
  static constexpr auto is_in_subgroup = blst_p1_affine_in_g1;
  static constexpr auto is_infinity = blst_p1_affine_is_inf;
  static constexpr auto from_affine = blst_p1_from_affine;
  static constexpr auto to_affine = blst_p1_to_affine;
  static constexpr auto add = blst_p1_add_or_double;
  static constexpr auto add_affine = blst_p1_add_or_double_affine;
  static constexpr auto multiply = blst_p1s_mult_pippenger;
  static constexpr auto scratch_size = blst_p1s_mult_pippenger_scratch_sizeof;
  static constexpr auto map = blst_map_to_g1;
};
struct G2 {
  using Affine = blst_p2_affine;
  using Point = blst_p2;
  using Element = blst_fp2;
  using Encoded = G2Bytes;
  static constexpr size_t element_size = fp2_size;
  static constexpr auto is_on_curve = blst_p2_affine_on_curve;
  static constexpr auto is_in_subgroup = blst_p2_affine_in_g2;
  static constexpr auto is_infinity = blst_p2_affine_is_inf;
  static constexpr auto from_affine = blst_p2_from_affine;
  static constexpr auto to_affine = blst_p2_to_affine;
  static constexpr auto add = blst_p2_add_or_double;
  static constexpr auto add_affine = blst_p2_add_or_double_affine;
  static constexpr auto multiply = blst_p2s_mult_pippenger;
  static constexpr auto scratch_size = blst_p2s_mult_pippenger_scratch_sizeof;
  static constexpr auto map = blst_map_to_g2;
};

template <class Group>
constexpr size_t point_size = 2 * Group::element_size;

template <class Group>
bool read_on_curve(const uint8_t* in, typename Group::Affine& out) {
  return read(in, out.x) && read(in + Group::element_size, out.y) && Group::is_on_curve(&out);
}
template <class Group>
bool read_in_subgroup(const uint8_t* in, typename Group::Affine& out) {
  return read_on_curve<Group>(in, out) && Group::is_in_subgroup(&out);
}

template <class Group>
typename Group::Encoded write_point(const typename Group::Point& point) {
  typename Group::Affine affine;
  Group::to_affine(&affine, &point);
  typename Group::Encoded out;
  write(affine.x, out.data());
  write(affine.y, out.data() + Group::element_size);
  return out;
}

template <class Group>
std::optional<typename Group::Encoded> add(const uint8_t* points) {
  typename Group::Affine p;
  typename Group::Affine q;
  if (!read_on_curve<Group>(points, p)) return {};
  if (!read_on_curve<Group>(points + point_size<Group>, q)) return {};
  typename Group::Point sum;
  Group::from_affine(&sum, &p);
  Group::add_affine(&sum, &sum, &q);
  return write_point<Group>(sum);
}

template <class Group>
std::optional<typename Group::Encoded> multiply(BytesView terms) {
  constexpr size_t term_size = point_size<Group> + 32;
  if (terms.empty() || terms.size() % term_size != 0) return {};
  std::vector<typename Group::Affine> points;
  std::vector<blst_scalar> scalars;
  const size_t limit = std::min(batch, terms.size() / term_size);
  points.reserve(limit);
  scalars.reserve(limit);
  std::vector<limb_t> scratch(Group::scratch_size(limit) / sizeof(limb_t));

  typename Group::Point sum{};
  const auto add_up = [&] {
    // A null pointer behind the first one says that the rest lies behind it in one piece.
    const typename Group::Affine* const point_list[] = {points.data(), nullptr};
    const byte* const scalar_list[] = {scalars.front().b, nullptr};
    typename Group::Point part;
    Group::multiply(&part, point_list, points.size(), scalar_list, 256, scratch.data());
    Group::add(&sum, &sum, &part);
    points.clear();
    scalars.clear();
  };
  for (; !terms.empty(); terms = terms.subspan(term_size)) {
    typename Group::Affine point;
    if (!read_in_subgroup<Group>(terms.data(), point)) return {};
    // blst's batched additions do not know infinity.
    if (Group::is_infinity(&point)) continue;
    points.push_back(point);
    blst_scalar_from_bendian(&scalars.emplace_back(), terms.data() + point_size<Group>);
    if (points.size() == batch) add_up();
  }
  if (!points.empty()) add_up();
  return write_point<Group>(sum);
}

template <class Group>
std::optional<typename Group::Encoded> map(const uint8_t* element) {
  typename Group::Element u;
  if (!read(element, u)) return {};
  typename Group::Point point;
  Group::map(&point, &u, nullptr);
  return write_point<Group>(point);
}

}  // namespace

std::optional<G1Bytes> add_g1(std::span<const uint8_t, 2 * g1_size> points) {
  return add<G1>(points.data());
}
std::optional<G2Bytes> add_g2(std::span<const uint8_t, 2 * g2_size> points) {
  return add<G2>(points.data());
}

std::optional<G1Bytes> multiply_g1(BytesView terms) {
  return multiply<G1>(terms);
}
std::optional<G2Bytes> multiply_g2(BytesView terms) {
  return multiply<G2>(terms);
}

std::optional<bool> pairing_is_one(BytesView pairs) {
  if (pairs.empty() || pairs.size() % pair_size != 0) return {};
  std::array<blst_p1_affine, pairing_batch> p;
  std::array<blst_p2_affine, pairing_batch> q;
  size_t count = 0;
  blst_fp12 product = *blst_fp12_one();
  const auto run_miller_loops = [&] {
    const blst_p1_affine* const p_list[] = {p.data(), nullptr};
    const blst_p2_affine* const q_list[] = {q.data(), nullptr};
    blst_fp12 part;
    blst_miller_loop_n(&part, q_list, p_list, count);
    blst_fp12_mul(&product, &product, &part);
    count = 0;
  };
  for (; !pairs.empty(); pairs = pairs.subspan(pair_size)) {
    if (!read_in_subgroup<G1>(pairs.data(), p[count])) return {};
    if (!read_in_subgroup<G2>(pairs.data() + g1_size, q[count])) return {};
    // The pairing with infinity is one.
    if (G1::is_infinity(&p[count]) || G2::is_infinity(&q[count])) continue;
    if (++count == pairing_batch) run_miller_loops();
  }
  if (count > 0) run_miller_loops();
  blst_final_exp(&product, &product);
  return blst_fp12_is_one(&product);
}

std::optional<G1Bytes> map_to_g1(std::span<const uint8_t, fp_size> element) {
  return map<G1>(element.data());
}
std::optional<G2Bytes> map_to_g2(std::span<const uint8_t, fp2_size> element) {
  return map<G2>(element.data());
}

}  // namespace mozi::crypto::bls12_381
