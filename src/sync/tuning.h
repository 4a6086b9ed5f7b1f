// Every limit and delay of syncing in one place (docs/protocol.md, "Limits" and "Recovery").
#pragma once

#include "core/clock.h"

#include <array>
#include <cstddef>

namespace mimir::tuning {

inline constexpr Millis kSecond = 1000;

/// Changes are gathered this long; a tick without work asks the server for news.
inline constexpr Millis kInterval = 10 * kSecond;
/// The first write after a quiet interval leaves after this.
inline constexpr Millis kFirstWriteDelay = 250;

/// Connection back-off by number of failures in a row, times a factor in [kJitterLow, kJitterHigh).
inline constexpr std::array<Millis, 4> kBackOff {30 * kSecond, 60 * kSecond, 120 * kSecond, 300 * kSecond};
/// For so long after waking up a network that is not there yet is tried again this often.
inline constexpr Millis kAfterSleep = 60 * kSecond;
inline constexpr Millis kAfterSleepRetry = 5 * kSecond;
inline constexpr double kJitterLow = 0.8;
inline constexpr double kJitterHigh = 1.2;
/// A store that failed is tried again this often: a disk gets room without telling anybody.
inline constexpr Millis kStoreRetry = 60 * kSecond;
/// A request that has been silent this long is given up where a person asks to sync now; twice as long after
/// each that was given up so, since a slow server is not a dead one.
inline constexpr Millis kHungAfter = 2 * kSecond;
/// A time of day that moves more than this against the time that passes has been set.
inline constexpr Millis kClockJump = 2 * kSecond;
/// A server may ask for at most this much patience.
inline constexpr Millis kMaxRetryAfter = 3600 * kSecond;

/// With news waited for and foreign writes seen by the file, an idle device looks around only this often.
inline constexpr Millis kIdleTick = 300 * kSecond;

/// Between two questions whether a team that the person was removed from has taken them back.
inline constexpr Millis kAskAfterRemoval = 1800 * kSecond;

/// A position that nothing but its number has changed of is saved this often: pulls of an idle device wear
/// out no disk.
inline constexpr Millis kPositionSave = 60 * kSecond;

/// Rows of one pulled page.
inline constexpr std::size_t kPageRows = 500;
/// An answer larger than this is not read: no server of ours sends one.
inline constexpr std::size_t kMaxAnswerBytes = 32u << 20;

/// A request is given up when nothing has come or gone for so long, however long it takes in all.
inline constexpr Millis kSilence = 60 * kSecond;
/// Batches are made no smaller than this for the sake of a line that breaks.
inline constexpr std::size_t kLeastBatchBytes = 16u << 10;
/// A transfer that breaks is tried again at once, smaller, so often in a row; then it is a failed connection.
inline constexpr int kBreaksInARow = 2;
/// What a slow line, or a proxy, still has of a request may take its time at this pace: no silence yet.
inline constexpr std::size_t kSlowestLine = 8u << 10; // bytes per second
/// A peer that sends a byte now and then is no line: from kGraceFactor times the silence on, this much on
/// average.
inline constexpr std::size_t kLeastRate = 1u << 10; // bytes per second
inline constexpr int kGraceFactor = 5;
/// A pull that waits for news asks to be held this long (times 0.9 to 1), or, where something between cuts it
/// off, for less.
inline constexpr Millis kLongestHold = 50 * kSecond;
inline constexpr Millis kShortestHold = 5 * kSecond;
/// What the answer may take on top of that.
inline constexpr Millis kHoldMargin = 10 * kSecond;
/// A state says no more about the server once its last word is older than this: a whole wait and its margin.
inline constexpr Millis kProofAge = kLongestHold + kHoldMargin;
/// A wait that ends early, without news, is followed by the next request within this (spread over it: a
/// server that stops ends all of them at once).
inline constexpr Millis kAskAgain = 1500;
/// So many teams are waited for at once; a profile with more asks for all of them at intervals, too.
inline constexpr std::size_t kWaitingTeams = 4;
/// What the server has of refused items is asked for so many at a time.
inline constexpr std::size_t kAskedItems = 20;
/// A clock offset that has moved less is not worth a write.
inline constexpr Millis kSteadyOffset = 2 * kSecond;

/// The server of the original contract: pulled again this far back (its clock may step).
inline constexpr Millis kOverlap = 60 * kSecond;

/// The owner checkpoints the WAL when it is larger than this, and whenever a run has ended.
inline constexpr std::int64_t kWalBytes = 16 << 20;

/// After another process wrote to the store's log: when to look whether its commit can be seen.
inline constexpr std::array<Millis, 3> kLooksAtFile {200, 1 * kSecond, 5 * kSecond};

} // namespace mimir::tuning
