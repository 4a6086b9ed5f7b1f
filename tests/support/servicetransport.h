// A device's engine and a server's service in one thread, without HTTP; with no faults but those of `instead` and `spoil`.
#pragma once

#include "core/wire/wire.h"
#include "server/sync/syncservice.h"
#include "sync/engine/syncengine.h"
#include "sync/transport.h"

#include <functional>
#include <optional>
#include <utility>

namespace mimir::test {

class ServiceTransport final : public Transport {
public:
    ServiceTransport(server::SyncService &service, std::int64_t user, const Clock &clock)
        : m_service(service), m_user(user), m_clock(clock)
    {
    }
    void send(const SyncRequest &request, Done done) override
    {
        m_request = request;
        m_done = std::move(done);
    }
    void cancel() override { }

    /// Answers the pending request; false if there is none.
    bool pump()
    {
        const Done done = std::exchange(m_done, nullptr);
        if (!done)
            return false;
        auto lie = instead ? instead(m_request) : std::nullopt;
        SyncReply given = lie ? std::move(*lie) : answer();
        if (spoil)
            spoil(m_request, given);
        done(std::move(given));
        return true;
    }
    /// Answers a request that then does not reach the service; nullopt: it does.
    std::function<std::optional<SyncReply>(const SyncRequest &)> instead;
    /// Changes an answer.
    std::function<void(const SyncRequest &, SyncReply &)> spoil;
    int digests = 0; ///< requests for sums or rows

private:
    static SyncReply refusal(const Error &error)
    {
        switch (error.code) {
        case ErrorCode::DeviceRollback:
            return {409, ErrorCode::Unknown, wire::encodeError("device_rollback", ""), {}};
        case ErrorCode::EpochChanged:
            return {410, ErrorCode::Unknown, wire::encodeError("epoch_changed", ""), {}};
        case ErrorCode::Forbidden:
            return {403, ErrorCode::Unknown, wire::encodeError("team_access_revoked", ""), {}};
        default:
            return {500, ErrorCode::Unknown, wire::encodeError("internal", error.message), {}};
        }
    }
    SyncReply digest(const server::Caller &caller)
    {
        ++digests;
        const auto given = [](const auto &message) {
            return message ? SyncReply {200, ErrorCode::Unknown, wire::encode(*message), {}}
                           : refusal(message.error());
        };
        return m_request.digestPart ? given(m_service.digestRows(caller, *m_request.digestPart))
                                    : given(m_service.digest(caller, m_request.digestFrom));
    }
    SyncReply answer()
    {
        const server::Caller caller {
            m_user, m_request.teamId, m_request.deviceId, m_request.deviceId, m_request.proof};
        if (m_request.kind == SyncRequest::Kind::Health) {
            wire::Health health;
            health.maxProtocol = wire::kProtocol;
            health.serverTimestamp = m_clock.now();
            return {200, ErrorCode::Unknown, wire::encode(health), {}};
        }
        if (m_request.kind == SyncRequest::Kind::Pull) {
            server::PullQuery query;
            query.since = m_request.since;
            query.lastOpSeq = m_request.lastOpSeq;
            query.withoutEcho = m_request.withoutEcho;
            const auto page = m_service.pull(caller, query);
            return page ? SyncReply {200, ErrorCode::Unknown, page->body, {}} : refusal(page.error());
        }
        if (m_request.kind == SyncRequest::Kind::Proof) {
            const auto holds = m_service.checkProof(caller);
            return holds ? SyncReply {200, ErrorCode::Unknown, R"({"holds":true})", {}}
                         : refusal(holds.error());
        }
        if (m_request.kind == SyncRequest::Kind::Digest)
            return digest(caller);
        const auto batch = wire::decodeBatch(m_request.body);
        const auto pushed = batch ? m_service.push(caller, *batch) : batch.error();
        return pushed ? SyncReply {200, ErrorCode::Unknown, wire::encode(*pushed), {}}
                      : refusal(pushed.error());
    }

    server::SyncService &m_service;
    std::int64_t m_user;
    const Clock &m_clock;
    SyncRequest m_request;
    Done m_done;
};

/// One run of the engine to its end.
inline RunOutcome syncOnce(Store &store, ServiceTransport &transport, RandomSource &random)
{
    SyncEngine engine(store, transport, store.clock(), random);
    RunOutcome outcome;
    engine.start([&outcome](const RunOutcome &ended) { outcome = ended; });
    while (transport.pump()) { }
    return outcome;
}

} // namespace mimir::test
