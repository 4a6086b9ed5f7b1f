// Every limit and delay of syncing in one place (docs/protocol.md, "Limits" and "Recovery").
#pragma once

#include "core/clock.h"

#include <array>
#include <cstddef>

namespace mimir::tuning {

inline constexpr Millis kSecond = 1000;

/// Changes are gathered for this long; a tick without work asks the server for news.
inline constexpr Millis kInterval = 10 * kSecond;
/// The first write after a quiet interval is sent after this.
inline constexpr Millis kFirstWriteDelay = 250;

/// Connection back-off by number of failures in a row, times a factor in [kJitterLow, kJitterHigh).
inline constexpr std::array<Millis, 4> kBackOff {30 * kSecond, 60 * kSecond, 120 * kSecond, 300 * kSecond};
/// For this long after resuming from sleep, a network that is not up yet is tried again this often.
inline constexpr Millis kAfterSleep = 60 * kSecond;
inline constexpr Millis kAfterSleepRetry = 5 * kSecond;
inline constexpr double kJitterLow = 0.8;
inline constexpr double kJitterHigh = 1.2;
/// A store that failed is tried again this often: there is no notification when a disk gets space again.
inline constexpr Millis kStoreRetry = 60 * kSecond;
/// A request that has been silent this long is cancelled when the user asks to sync now; twice as long after
/// each one cancelled this way, since a slow server is not a dead one.
inline constexpr Millis kHungAfter = 2 * kSecond;
/// A time of day that moves by more than this relative to elapsed time has been set.
inline constexpr Millis kClockJump = 2 * kSecond;
/// The longest Retry-After from a server that is honoured.
inline constexpr Millis kMaxRetryAfter = 3600 * kSecond;

/// With news waited for and foreign writes noticed through the file, an idle device checks only this often.
inline constexpr Millis kIdleTick = 300 * kSecond;

/// Between two checks whether the user is back in a team they were removed from.
inline constexpr Millis kAskAfterRemoval = 1800 * kSecond;
/// Of more teams than these, the others are asked about in later runs.
inline constexpr std::size_t kRemovedTeamsAsked = 8;

/// A change that a server acknowledged and did not store is sent again at once, and after kBackOff where it was dropped
/// again within this time, which is much longer than the longest pause.
inline constexpr Millis kDropForgottenAfter = 3600 * kSecond;
/// Dropped changes that are remembered; beyond them, every further one waits for the longest pause.
inline constexpr std::size_t kDropsRemembered = 4096;

/// A position of which only the number has changed is saved this often, so that pulls of an idle device do
/// not wear out the disk.
inline constexpr Millis kPositionSave = 60 * kSecond;

/// Rows of one pulled page.
inline constexpr std::size_t kPageRows = 500;
/// An answer larger than this is not read: none of our servers sends one.
inline constexpr std::size_t kMaxAnswerBytes = 32u << 20;

/// A request is given up after this long without progress, however long it takes overall.
inline constexpr Millis kSilence = 60 * kSecond;
/// The first batch for a server; each that passes doubles the next one, until one breaks off.
inline constexpr std::size_t kFirstBatchBytes = 128u << 10;
/// Batches are not made smaller than this because a connection breaks.
inline constexpr std::size_t kLeastBatchBytes = 16u << 10;
/// A transfer that breaks off is retried at once, smaller, this many times in a row; then it counts as a
/// failed connection.
inline constexpr int kBreaksInARow = 2;
/// After so many pages that bring nothing and promise more, a run ends as after an answer that makes no sense. What was
/// passed over is not asked for again.
inline constexpr int kEmptyPagesInARow = 100;
/// Request data still buffered by a slow connection or a proxy may drain at this rate before silence counts.
inline constexpr std::size_t kSlowestLine = 8u << 10; // bytes per second
/// A peer that sends only a byte now and then must reach this average rate, from kGraceFactor times the
/// silence on.
inline constexpr std::size_t kLeastRate = 1u << 10; // bytes per second
inline constexpr int kGraceFactor = 5;
/// A pull that waits for news asks the server to wait this long (times 0.9 to 1), or less where something in
/// between cuts it off.
inline constexpr Millis kLongestWait = 50 * kSecond;
inline constexpr Millis kShortestWait = 5 * kSecond;
/// What the answer may take in addition.
inline constexpr Millis kWaitMargin = 10 * kSecond;
/// A state says nothing about the server any more once its last answer is older than this: a whole wait and
/// its margin.
inline constexpr Millis kProofAge = kLongestWait + kWaitMargin;
/// A wait that ends early, without news, is followed by the next request within this time (spread over it: a
/// server that stops ends all of them at once).
inline constexpr Millis kAskAgain = 1500;
/// So often in a row; a server that then still ends waits early does not support them.
inline constexpr int kAskedAgain = 3;
/// At most this many teams have a waiting pull; a profile with more also polls all of them at intervals.
inline constexpr std::size_t kWaitingTeams = 4;
/// The server is asked for its version of this many refused items at a time.
inline constexpr std::size_t kAskedItems = 20;
/// Where what a server has differs from what is here, it is asked for the rows of this many parts at most.
inline constexpr std::size_t kComparedParts = 64;
/// More parts than this, of 4,096 revisions each, are no team's.
inline constexpr std::size_t kDigestParts = 1 << 18;
/// A clock offset that has changed by less is not worth a write.
inline constexpr Millis kSteadyOffset = 2 * kSecond;

/// With a server of the original contract, pulls start this much earlier (its clock may step).
inline constexpr Millis kOverlap = 60 * kSecond;

/// The owner checkpoints the WAL when it is larger than this, and at the end of every run.
inline constexpr std::int64_t kWalBytes = 16 << 20;

/// After another process wrote to the store's log: when to check whether its commit is visible.
inline constexpr std::array<Millis, 3> kLooksAtFile {200, 1 * kSecond, 5 * kSecond};

} // namespace mimir::tuning
