// What the HTTP status means when a server accepted nothing of a request.
#pragma once

#include "core/result.h"

namespace mimir {

/// `status`: 400 and above. Ignores what the body may add: 401 and 403 are for the caller, who knows more.
inline ErrorCode errorOfStatus(int status)
{
    switch (status) {
    case 408:
        return ErrorCode::SlowLine;
    case 426:
        return ErrorCode::UpgradeRequired;
    case 429:
        return ErrorCode::TooManyRequests;
    case 507:
        return ErrorCode::ServerFull;
    case 502:
    case 503:
    case 504:
        return ErrorCode::ServerBusy;
    case 403:
        return ErrorCode::Forbidden;
    case 404:
        return ErrorCode::NotOurs;
    default:
        return status >= 500 ? ErrorCode::ServerFailed : ErrorCode::Refused;
    }
}

/// A code from errorOfStatus(), or what an answer was found to be: the server was reachable and answered.
inline bool isAnswer(ErrorCode code)
{
    switch (code) {
    case ErrorCode::SlowLine:
    case ErrorCode::TooManyRequests:
    case ErrorCode::ServerFull:
    case ErrorCode::ServerBusy:
    case ErrorCode::ServerFailed:
    case ErrorCode::Forbidden:
    case ErrorCode::Refused:
    case ErrorCode::UpgradeRequired:
    case ErrorCode::ServerWrong:
    case ErrorCode::DeviceRollback:
    case ErrorCode::EpochChanged:
    case ErrorCode::CursorUnknown:
        return true;
    default:
        return false;
    }
}

/// The server accepts nothing now, but may later.
inline bool isOverload(int status)
{
    return status == 408 || status == 429 || status >= 500;
}

} // namespace mimir
