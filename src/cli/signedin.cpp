#include "cli/signedin.h"

namespace mimir::cli {

Result<std::unique_ptr<Session>> signedInSession(Context &context)
{
    auto session = Session::open(context.profile(), {});
    MIMIR_TRY(session);
    if ((*session)->store().settings().text("signed_in") != "1")
        return Error {ErrorCode::SignedOut, {}};
    return session;
}

} // namespace mimir::cli
