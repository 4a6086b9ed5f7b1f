#include "cli/context.h"

#include "app/profileorigin.h"
#include "core/errorname.h"
#include "storage/sqlite/logtrim.h"
#include "sync/owner/ownerstatus.h"
#include "teams/tokenstore.h"

#include <QCoreApplication>

namespace mimir::cli {
namespace {

constexpr int kStatusPatienceMs = 2000;

// If the sentence says everything, the detail would only repeat it.
bool saysMore(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Locked:
    case ErrorCode::Offline:
    case ErrorCode::Timeout:
    case ErrorCode::SignedOut:
    case ErrorCode::DeviceRevoked:
    case ErrorCode::SignInUnknown:
    case ErrorCode::Unauthorized:
        return false;
    default:
        return true;
    }
}

QString wholeSentence(const Error &error)
{
    QString text = errorSentence(error.code);
    if (const QString detail = errorDetail(error); !detail.isEmpty() && saysMore(error.code))
        text += QStringLiteral(" (%1)").arg(detail);
    return text;
}

// Which process it is cannot be learnt once too many have asked it.
QString silentOwner(std::int64_t process)
{
    return process > 0
        ? QCoreApplication::translate("Context",
            "This is saved, but the program that syncs this profile did not answer (process %1): it follows "
            "when it goes on. Wait for that program, or end it.")
              .arg(process)
        : QCoreApplication::translate("Context",
            "This is saved, but the program that syncs this profile did not answer: it follows when it goes "
            "on. Wait for that program, or end it.");
}

} // namespace

Result<Store *> Context::store()
{
    if (!m_store) {
        auto opened = Store::open(m_profile.storePath(), m_clock, m_random);
        MIMIR_TRY(opened);
        m_store = std::move(*opened);
    }
    return m_store.get();
}

Result<Store *> Context::storeOfThisDevice()
{
    auto opened = store();
    MIMIR_TRY(opened);
    MIMIR_TRY(detectCopiedProfile(m_profile, **opened, m_random));
    return opened;
}

Settings &Context::settings()
{
    if (!m_settings)
        m_settings = std::make_unique<Settings>(m_profile);
    if (const auto aside = m_settings->takeDamagedFile())
        m_terminal.complain(QCoreApplication::translate(
            "Context", "The settings file was damaged. It was put aside as %1, and the defaults are used.")
                                .arg(*aside));
    return *m_settings;
}

Result<json::Object> Context::askOwner(const OwnerCommand &command, int timeoutMs) const
{
    return OwnerClient(m_profile.socketPath()).ask(command, timeoutMs);
}

Result<json::Object> Context::tellOwner(const OwnerCommand &command)
{
    auto answer = askOwner(command);
    if (isSilence(answer))
        m_terminal.complain(silentOwner(OwnerClient(m_profile.socketPath()).process()));
    if (answer)
        if (const auto error = answer->text("error"))
            return Error {errorFromName(*error), "the owner could not do that"};
    return answer;
}

ExitCode Context::tellOwnerOf(const OwnerCommand &command)
{
    return isSilence(tellOwner(command)) ? Undecided : Done;
}

Result<void> Context::checkOwnerAnswers(int timeoutMs) const
{
    if (!isSilence(askOwner(OwnerCommand::Kind::Status, timeoutMs)))
        return {};
    return Error {
        ErrorCode::OwnerSilent, "process " + std::to_string(OwnerClient(m_profile.socketPath()).process())};
}

// The file may have been put right, or have become unusable, since the last run.
RunState Context::runState(Store &store) const
{
    RunState run = loadRunState(store.settings());
    if (run.keyringLocked && run.lastError == ErrorCode::TokenFile && checkTokenFile(m_profile.tokenPath())) {
        run.keyringLocked = false;
        run.lastError = ErrorCode::Unknown;
    }
    const StoreSettings &settings = store.settings();
    const bool isUsed = settings.text("signed_in") == "1" && settings.text("token_store") == "file";
    if (isUsed && !run.needsSignIn() && !checkTokenFile(m_profile.tokenPath())) {
        run.keyringLocked = true;
        run.lastError = ErrorCode::TokenFile;
    }
    return run;
}

SyncStatus Context::status(Store &store) const
{
    return statusFromOutside(store, runState(store), OwnerClient(m_profile.socketPath()), kStatusPatienceMs);
}

void Context::wrote()
{
    OwnerClient(m_profile.socketPath()).wake();
    if (m_store)
        trimLog(m_store->database(), m_profile.lockPath());
}

ExitCode Context::fail(const Error &error)
{
    tell(errorName(error.code), wholeSentence(error));
    return exitCodeOf(error.code);
}

ExitCode Context::fail(const QString &sentence)
{
    tell("failed", sentence);
    return Failed;
}

void Context::tell(std::string_view code, const QString &text)
{
    if (m_speaksJson)
        m_terminal.line(failureJson(code, text));
    m_terminal.complain(text);
}

ExitCode Context::misused(const QString &sentence)
{
    tell(errorName(ErrorCode::Usage), sentence);
    return WrongUsage;
}

std::string errorJson(std::string_view code, const QString &text)
{
    json::Object error;
    error.setText("code", code);
    error.setText("message", text.toStdString());
    return error.toJson();
}

std::string failureJson(std::string_view code, const QString &text)
{
    json::Object out;
    out.set("error", errorJson(code, text));
    return out.toJson();
}

bool isSilence(const Result<json::Object> &answer)
{
    return !answer && answer.error().code == ErrorCode::Timeout;
}

ExitCode exitCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Usage:
        return WrongUsage;
    case ErrorCode::Offline:
    case ErrorCode::Timeout:
    case ErrorCode::Tls:
    case ErrorCode::CertificateUnknown:
    case ErrorCode::CertificateName:
    case ErrorCode::CertificateExpired:
    case ErrorCode::CertificateNotYetValid:
    case ErrorCode::ClockWrong:
    case ErrorCode::NeedsTls:
    case ErrorCode::NotOurs:
    case ErrorCode::ServerBusy:
    case ErrorCode::TooManyRequests:
    case ErrorCode::ServerFull:
    case ErrorCode::SlowLine:
    case ErrorCode::ServerFailed:
    case ErrorCode::ServerWrong:
    case ErrorCode::ServerRedirects:
    case ErrorCode::DeviceRollback:
    case ErrorCode::EpochChanged:
    case ErrorCode::CursorUnknown:
    case ErrorCode::OwnerSilent:
    case ErrorCode::Proxy:
        return Undecided;
    case ErrorCode::SignedOut:
    case ErrorCode::DeviceRevoked:
    case ErrorCode::SignInUnknown:
        return AttentionNeeded;
    default:
        return Failed;
    }
}

} // namespace mimir::cli
