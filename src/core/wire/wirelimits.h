// Names and limits of the wire contract (docs/protocol.md, "Limits").
#pragma once

#include <cstddef>
#include <string_view>

namespace mimir::wire {

inline constexpr std::string_view kBasePath = "/api/v1";
inline constexpr int kProtocol = 2;
inline constexpr std::size_t kMaxBatchItems = 100;
inline constexpr std::size_t kTargetBatchBytes = 4u << 20;
inline constexpr std::size_t kMaxBodyBytes = 12u << 20;
/// Most rows, deletions and conflicts of one page that are read; a server of the original contract may send
/// all it has at once.
inline constexpr std::size_t kMaxPageItems = 100'000;
/// The least that a server can ask for, for an item and for a body: less would make nearly everything unsendable.
inline constexpr std::size_t kLeastItemBytes = 64u << 10;
/// A cursor or proof.
inline constexpr std::size_t kMaxProofBytes = 512;

} // namespace mimir::wire
