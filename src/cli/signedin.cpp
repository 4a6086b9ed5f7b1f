#include "cli/signedin.h"

#include "core/plaintext.h"

#include <QCoreApplication>

namespace mimir::cli {

Result<std::unique_ptr<Session>> signedInSession(Context &context)
{
    auto session = Session::open(context.profile(), {});
    MIMIR_TRY(session);
    if ((*session)->store().settings().text("signed_in") != "1")
        return Error {ErrorCode::SignedOut, {}};
    return session;
}

ExitCode failAtServer(const Error &error, Session &session, Context &context)
{
    if (error.code != ErrorCode::Forbidden)
        return context.fail(error);
    const std::string organization = session.store().settings().text("org_slug");
    return context.fail(QCoreApplication::translate("SignedIn",
        "The server refused this: you are not, or no longer, a member of %1, which this device is signed in "
        "to. "
        "Everything here stays on this device; to sync with another organisation, sign in again.")
                            .arg(plain(organization)));
}

} // namespace mimir::cli
