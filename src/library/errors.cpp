#include "library/errors.h"

#include "core/errorname.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>

namespace mimir::library {
namespace {

struct Pair {
    int number;
    ErrorCode code;
};

constexpr std::array kCodes {
    Pair {MIMIR_UNKNOWN, ErrorCode::Unknown},
    Pair {MIMIR_USAGE, ErrorCode::Usage},
    Pair {MIMIR_MALFORMED, ErrorCode::Malformed},
    Pair {MIMIR_VALIDATION, ErrorCode::Validation},
    Pair {MIMIR_TOO_LARGE, ErrorCode::TooLarge},
    Pair {MIMIR_IMMUTABLE, ErrorCode::Immutable},
    Pair {MIMIR_NOT_FOUND, ErrorCode::NotFound},
    Pair {MIMIR_EXISTS, ErrorCode::Exists},
    Pair {MIMIR_FORBIDDEN, ErrorCode::Forbidden},
    Pair {MIMIR_STORE_CORRUPT, ErrorCode::StoreCorrupt},
    Pair {MIMIR_STORE_NEWER, ErrorCode::StoreNewer},
    Pair {MIMIR_STORE_READ_ONLY, ErrorCode::StoreReadOnly},
    Pair {MIMIR_STORE_FULL, ErrorCode::StoreFull},
    Pair {MIMIR_STORE_BUSY, ErrorCode::StoreBusy},
    Pair {MIMIR_STORE_FAILED, ErrorCode::StoreFailed},
    Pair {MIMIR_STORE_REPLACED, ErrorCode::StoreReplaced},
    Pair {MIMIR_STORE_GONE, ErrorCode::StoreGone},
    Pair {MIMIR_FOREIGN_PROFILE, ErrorCode::ForeignProfile},
    Pair {MIMIR_STORE_FOREIGN, ErrorCode::StoreForeign},
};

} // namespace

int codeOf(ErrorCode code)
{
    const auto found
        = std::find_if(kCodes.begin(), kCodes.end(), [code](const Pair &pair) { return pair.code == code; });
    if (found != kCodes.end())
        return found->number;
    const bool isStore = errorName(code).starts_with("store_") || code == ErrorCode::NotAFile;
    return isStore ? MIMIR_STORE_FAILED : MIMIR_UNKNOWN;
}

int report(const Error &error, mimir_error **out)
{
    const int code = codeOf(error.code);
    if (out)
        *out = new (std::nothrow) mimir_error {code, error.message};
    return code;
}

} // namespace mimir::library

int mimir_error_code(const mimir_error *error)
{
    return error ? error->code : MIMIR_OK;
}

const char *mimir_error_name(const mimir_error *error)
{
    return mimir_code_name(mimir_error_code(error));
}

const char *mimir_error_message(const mimir_error *error)
{
    return error ? error->message.c_str() : "";
}

void mimir_error_free(mimir_error *error)
{
    delete error;
}

const char *mimir_code_name(int code)
{
    if (code == MIMIR_OK)
        return "ok";
    for (const auto &pair : mimir::library::kCodes)
        if (pair.number == code)
            return mimir::errorName(pair.code).data(); // of a literal, which ends with a NUL
    return "unknown";
}

void mimir_free(char *text)
{
    std::free(text);
}
