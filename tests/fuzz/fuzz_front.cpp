// The front: bytes through a socket, and those of its parts that read untrusted bytes.
#include "fuzz/fuzzdriver.h"
#include "server/http/contentencoding.h"
#include "server/http/httpfront.h"
#include "server/http/peeraddress.h"
#include "server/http/requesthead.h"
#include "support/rawpeer.h"

#include <algorithm>
#include <cstdlib>

using namespace mimir;
using namespace mimir::server;

namespace mimir::fuzz {

std::vector<std::string> seeds()
{
    return {"GET /a?b=c%20d HTTP/1.1\r\nHost: x\r\nX-Team-ID: t\r\n\r\n",
        "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhelloGET /2 HTTP/1.0\r\n\r\n",
        "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;a=\"b\"\r\nabc\r\n0\r\nT: "
        "u\r\n\r\n",
        "POST /p HTTP/1.1\r\nHost: [::1]:80\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok",
        "HEAD http://x/y HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.2.3.4, [::1]:5\r\nX-Forwarded-Proto: "
        "https\r\n"
        "X-Request-ID: abc\r\nConnection: close, x\r\n\r\n",
        std::string("\x1f\x8b\x08\0\0\0\0\0\2\xff\xab\x56\xca\x49\x2c\x2e\xf1\x2f\x08\x4e\x2d\x54\xb2\x32\xa8"
                    "\5\0\x69\x54\x55\x6d\x0f\0\0\0",
            35),
        std::string("\x28\xb5\x2f\xfd\x24\x0f\x79\0\0{\"lastOpSeq\":0}\x9d\x3c\xe0\x0f", 28)};
}

std::vector<std::string> words()
{
    return {"\r\n", "\r\n\r\n", "\n", "\r", " ", "\t", ":", ",", ";", "=", "\"", "%", std::string(1, '\0'),
        "\xff", "Content-Length: ", "Transfer-Encoding: chunked\r\n", "Connection: keep-alive\r\n",
        "Connection: close\r\n", "Expect: 100-continue\r\n", "Host: y\r\n", "HTTP/1.1", "HTTP/1.0", "GET ",
        "OPTIONS ", "0\r\n\r\n", "ffffffffffffffff", "X-Forwarded-For: ", "127.0.0.1", "::ffff:1.2.3.4",
        "Accept-Encoding: gzip;q=0.5, zstd\r\n", std::string(300, 'a')};
}

} // namespace mimir::fuzz

namespace {

void echo(Request request, const std::function<void(Response)> &respond)
{
    fuzz::require(
        request.gone && !request.id.empty() && request.target.starts_with('/'), "a request without its name");
    (void)request.parameter("b");
    Response response {200, request.method + request.target + request.body};
    response.headers.emplace_back("X-Echo", std::string(request.header("x-team-id")));
    request.peer = "192.0.2.1";
    encodeAnswer(request, response);
    respond(std::move(response));
}

std::uint16_t runningFront()
{
    static HttpFront *front = nullptr;
    static std::uint16_t port = 0;
    if (!front) {
        HttpConfig config;
        config.limits.headerBytes = 2048;
        config.limits.bodyBytes = 4096;
        config.trustedProxies = {*Network::parse("127.0.0.0/8")};
        front = new HttpFront(echo, std::move(config));
        port = *front->listen("127.0.0.1", 0);
    }
    return port;
}

// Complete answers, one after another, of the kinds we give.
void checkAnswers(std::string_view came)
{
    static constexpr std::string_view known[]
        = {"100", "200", "400", "405", "413", "417", "431", "501", "505"};
    while (!came.empty()) {
        fuzz::require(came.starts_with("HTTP/1.1 ") && came.size() > 13, "no status line");
        fuzz::require(
            std::ranges::find(known, came.substr(9, 3)) != std::end(known), "a status we do not give");
        const bool head = came.substr(9, 3) == "100";
        const auto end = came.find("\r\n\r\n");
        fuzz::require(end != came.npos, "half a head");
        const auto length = came.find("\r\nContent-Length: ");
        fuzz::require(head || length < end, "no length");
        const std::size_t size = head ? 0 : std::strtoull(came.data() + length + 18, nullptr, 10);
        came.remove_prefix(end + 4);
        // An answer to HEAD has no body.
        if (came.size() < size || came.starts_with("HTTP/1.1 "))
            continue;
        came.remove_prefix(size);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string input(reinterpret_cast<const char *>(data), size);
    for (const auto encoding : {ContentEncoding::Gzip, ContentEncoding::Zstd}) {
        const auto body = decompressed(input, encoding, 100'000);
        fuzz::require(!body || body->size() <= 100'000, "more than allowed");
    }
    (void)refusalOfHead(input);
    (void)percentDecoded(input);
    if (const auto address = PeerAddress::parse(input))
        fuzz::require(PeerAddress::parse(address->text()) == address, "an address that reads differently");
    (void)Network::parse(input);
    mimir::test::RawPeer peer(runningFront());
    peer.send(input);
    peer.finishSending();
    checkAnswers(peer.readToEnd(std::chrono::seconds(20)));
    fuzz::require(peer.closed(), "a connection that stays open");
    return 0;
}
