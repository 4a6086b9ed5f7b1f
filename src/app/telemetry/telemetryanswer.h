// What the receiver answers before a request's body is looked at: whether whoever asks may, and whether what comes is to
// be read at all. Pure.
#pragma once

#include "server/http/http.h"
#include "sources/telemetry/otlplogs.h"

#include <optional>
#include <string>
#include <string_view>

namespace mimir {

/// Nothing is said but the status: 401 without the token, 403 to what comes by a browser (it has an origin, or asks for
/// another host than this computer), 404, 405, 415; 200 for signals that are dropped. nullopt = the body is to be read.
std::optional<server::Response> answerToHead(const server::Request &request, std::string_view token);

/// Of a request that answerToHead() lets pass.
OtlpEncoding encodingOf(const server::Request &request);
/// An empty answer of OTLP, in the encoding of the request.
server::Response acceptedAnswer(OtlpEncoding encoding);
/// A status, with no body.
server::Response plainAnswer(int status);
/// 503, to be tried again in some seconds.
server::Response laterAnswer();

} // namespace mimir
