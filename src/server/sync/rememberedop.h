// The answers that a device has not confirmed yet.
#pragma once

#include "core/wire/wire.h"

#include <string>
#include <string_view>

namespace mimir::server {

/// An answer kept until the device confirms it.
struct RememberedOp {
    std::string fingerprint;
    wire::ItemResult result; ///< without type, id and row
};

/// The rarely used parts of an answer as JSON; empty if there are none.
std::string detailOf(const wire::ItemResult &result);
void readDetail(wire::ItemResult &result, std::string_view detail);

} // namespace mimir::server
