#include "sync/owner/ownerservice.h"

#include "core/errorname.h"

namespace mimir {
namespace {

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

Result<void> apply(const OwnerCommand &command, SyncWorker &worker)
{
    switch (command.kind) {
    case OwnerCommand::Kind::Pause:
        return worker.pauseUntil(command.until);
    case OwnerCommand::Kind::Resume:
        return worker.resume();
    case OwnerCommand::Kind::Privacy:
        return worker.setPrivacyMode(command.isOn);
    case OwnerCommand::Kind::DecideHeld:
        return worker.decideHeld(command.choice);
    case OwnerCommand::Kind::Retry:
        return worker.retryFailed(command.ids);
    case OwnerCommand::Kind::SignedIn:
        worker.signedIn();
        break;
    case OwnerCommand::Kind::SignedOut:
        worker.signedOut();
        break;
    case OwnerCommand::Kind::SyncNow:
        worker.syncNow();
        break;
    case OwnerCommand::Kind::Wake:
        worker.localChange();
        break;
    case OwnerCommand::Kind::Status:
    case OwnerCommand::Kind::Show:
    case OwnerCommand::Kind::Quit:
        break;
    }
    return {};
}

OwnerService::OwnerService(SyncWorker &worker, QObject *parent)
    : QObject(parent), m_worker(worker),
      m_server(
          [this](const json::Object &request, const OwnerServer::Reply &reply) { handle(request, reply); })
{
}

void OwnerService::handle(const json::Object &request, const OwnerServer::Reply &reply)
{
    const auto command = OwnerCommand::decode(request);
    if (!command)
        return reply(errorAnswer(command.error().code));
    switch (command->kind) {
    case OwnerCommand::Kind::Wake:
        m_worker.localChange();
        return Q_EMIT woken();
    case OwnerCommand::Kind::SyncNow:
        return syncNow(reply);
    case OwnerCommand::Kind::Show:
        reply("{}");
        return Q_EMIT showRequested();
    case OwnerCommand::Kind::Quit:
        reply("{}");
        return Q_EMIT quitRequested();
    case OwnerCommand::Kind::SignedIn:
        Q_EMIT signedInElsewhere();
        break;
    default:
        break;
    }
    const auto done = apply(*command, m_worker);
    reply(done ? m_worker.status().toJson() : errorAnswer(done.error().code));
}

void OwnerService::syncNow(const OwnerServer::Reply &reply)
{
    // A run under way may have read the outbox before the caller wrote: the one that follows counts.
    auto connection = std::make_shared<QMetaObject::Connection>();
    *connection = connect(
        &m_worker, &SyncWorker::runEnded, this, [this, reply, connection](const RunOutcome &outcome) {
            if (outcome.isFollowed)
                return;
            disconnect(*connection);
            reply(withEnd(m_worker.status().toJson(), outcome.end));
        });
    m_worker.syncNow();
}

} // namespace mimir
