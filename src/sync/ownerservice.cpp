#include "sync/ownerservice.h"

#include "core/errorname.h"

namespace mimir {
namespace {

std::vector<std::string> idsOf(const json::Object &request)
{
    std::vector<std::string> ids;
    const std::string *list = request.find("ids");
    if (!list)
        return ids;
    if (const auto elements = json::parseArray(*list))
        for (const std::string &element : *elements)
            if (auto id = json::unquoted(element))
                ids.push_back(std::move(*id));
    return ids;
}

// The status plus how the run ended: a status alone cannot distinguish "nothing to do" from "could not try".
std::string withEnd(const std::string &status, RunOutcome::End end)
{
    auto object = json::parseObject(status);
    if (!object)
        return status;
    object->setText("end", endName(end));
    return object->toJson();
}

std::string errorAnswer(ErrorCode code)
{
    json::Object out;
    out.setText("error", code == ErrorCode::Usage ? "unknown_command" : errorName(code));
    return out.toJson();
}

} // namespace

std::string_view endName(RunOutcome::End end)
{
    switch (end) {
    case RunOutcome::End::Done:
        return "done";
    case RunOutcome::End::Unreachable:
        return "unreachable";
    case RunOutcome::End::Busy:
        return "busy";
    case RunOutcome::End::SignedOut:
        return "signed_out";
    case RunOutcome::End::KeyringLocked:
        return "keyring_locked";
    case RunOutcome::End::StoreFailed:
        return "store_failed";
    case RunOutcome::End::Cancelled:
        break;
    }
    return "cancelled";
}

OwnerService::OwnerService(SyncWorker &worker, Store &, const Clock &, QObject *parent)
    : QObject(parent), m_worker(worker),
      m_server(
          [this](const json::Object &request, const OwnerServer::Reply &reply) { handle(request, reply); })
{
}

void OwnerService::handle(const json::Object &request, const OwnerServer::Reply &reply)
{
    const std::string command = request.text("command").value_or(std::string());
    if (command == "wake")
        return m_worker.localChange();
    if (command == "sync_now")
        return syncNow(reply);
    if (command == "show" || command == "quit") {
        reply("{}");
        if (command == "show")
            Q_EMIT showRequested();
        else
            Q_EMIT quitRequested();
        return;
    }
    const auto changed = change(command, request);
    reply(changed ? m_worker.status().toJson() : errorAnswer(changed.error().code));
}

void OwnerService::syncNow(const OwnerServer::Reply &reply)
{
    // A run under way may have read the outbox before the caller wrote: only the one after it counts.
    auto runsToWait = std::make_shared<int>(m_worker.status().run.running ? 2 : 1);
    auto connection = std::make_shared<QMetaObject::Connection>();
    *connection = connect(&m_worker, &SyncWorker::runEnded, this,
        [this, reply, runsToWait, connection](const RunOutcome &outcome) {
            if (--*runsToWait > 0)
                return;
            disconnect(*connection);
            reply(withEnd(m_worker.status().toJson(), outcome.end));
        });
    m_worker.syncNow();
}

Result<void> OwnerService::change(const std::string &command, const json::Object &request)
{
    const Error unknown {ErrorCode::Usage, "no such command"};
    if (command == "status")
        return {};
    if (command == "pause")
        return kept(m_worker.pauseUntil(request.integer("until").value_or(RunState::kPausedForGood)));
    if (command == "resume")
        return kept(m_worker.resume());
    if (command == "privacy")
        return kept(m_worker.setPrivacyMode(request.boolean("on").value_or(true)));
    if (command == "decide_held") {
        const auto send = request.boolean("send");
        return send ? kept(m_worker.decideHeld(*send)) : unknown;
    }
    if (command == "retry")
        return kept(m_worker.retryFailed(idsOf(request)));
    if (command == "signed_in") {
        Q_EMIT signedInElsewhere();
        m_worker.signedIn();
        return {};
    }
    if (command == "signed_out") {
        m_worker.signedOut();
        return {};
    }
    return unknown;
}

Result<void> OwnerService::kept(bool isKept)
{
    if (isKept)
        return {};
    return Error {m_worker.status().run.storeError.value_or(ErrorCode::Forbidden), "it could not be saved"};
}

} // namespace mimir
