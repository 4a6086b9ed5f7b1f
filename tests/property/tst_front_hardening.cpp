// Hostile bytes sent to the running front over real sockets: each gets the right status or a clean close,
// none reaches the handler in disguise, and the next good request is answered.
#include "server/http/httpfront.h"
#include "support/rawpeer.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <fstream>
#include <malloc.h>
#include <mutex>
#include <random>

using namespace mimir;
using namespace mimir::server;
using mimir::test::RawPeer;
using Patience = std::chrono::milliseconds;

namespace {

constexpr std::size_t kBodyLimit = 20'000;
constexpr std::size_t kHeaderLimit = 4096;
constexpr Patience kCutOff {400}; // for header and body
constexpr int kAnyRefusal = -1;

struct Answer {
    int status = 0; ///< 0 = no answer
    std::string head;
    std::string body;
    std::string rest; ///< what followed it
    bool wellFormed = true;
};

Answer parse(const std::string &bytes)
{
    Answer answer;
    if (bytes.empty())
        return answer;
    const auto end = bytes.find("\r\n\r\n");
    answer.wellFormed = bytes.starts_with("HTTP/1.1 ") && end != bytes.npos && bytes.size() > 13;
    if (!answer.wellFormed)
        return answer;
    std::from_chars(bytes.data() + 9, bytes.data() + 12, answer.status);
    answer.head = bytes.substr(0, end + 2);
    if (answer.status == 100)
        return parse(bytes.substr(end + 4));
    const auto length = answer.head.find("\r\nContent-Length: ");
    std::size_t size = 0;
    answer.wellFormed = length != bytes.npos && answer.head.find("\r\nX-Request-ID: ") != bytes.npos
        && answer.head.find("Access-Control") == bytes.npos;
    if (answer.wellFormed)
        std::from_chars(bytes.data() + length + 18, bytes.data() + end, size);
    answer.body = bytes.substr(end + 4, size);
    answer.wellFormed = answer.wellFormed && answer.body.size() == size;
    answer.rest = bytes.substr(std::min(bytes.size(), end + 4 + size));
    return answer;
}

HttpConfig shortened()
{
    HttpConfig config;
    config.limits.headerBytes = kHeaderLimit;
    config.limits.bodyBytes = kBodyLimit;
    config.limits.header = config.limits.body = kCutOff;
    config.limits.idle = Patience(600);
    return config;
}

// Answers "METHOD target body-length"; remembers whether a smuggled request came through.
struct Server {
    Server()
        : front(
            [this](Request request, const std::function<void(Response)> &respond) {
                ++reached;
                if (request.target.find("smuggled") != std::string::npos)
                    smuggled = true;
                respond({200,
                    request.method + " " + request.target + " " + std::to_string(request.body.size()), {}});
            },
            shortened())
    {
        port = *front.listen("127.0.0.1", 0);
    }
    // Sends and returns the answer; good requests ask for the connection to be closed, refusals close it
    // anyway.
    Answer ask(const std::string &bytes)
    {
        RawPeer peer(port);
        peer.send(bytes);
        const std::string came = peer.readToEnd();
        Answer answer = parse(came);
        answer.wellFormed = answer.wellFormed && peer.closed();
        return answer;
    }
    bool isWell()
    {
        const Answer answer = ask("GET /well HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        return answer.status == 200 && answer.body == "GET /well 0";
    }

    std::atomic<std::size_t> reached = 0;
    std::atomic<bool> smuggled = false;
    std::uint16_t port = 0;
    HttpFront front;
};

std::string get(const std::string &target, const std::string &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + fields + "\r\n";
}

std::string post(const std::string &fields, const std::string &body)
{
    return "POST /post HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + fields + "\r\n" + body;
}

std::string chunked(const std::string &body)
{
    return post("Transfer-Encoding: chunked\r\n", body);
}

bool isTokenByte(unsigned char c)
{
    return c > ' ' && c < 0x7f
        && std::string_view("\"(),/:;<=>?@[\\]{}").find(static_cast<char>(c)) == std::string_view::npos;
}

struct Case {
    std::string name;
    std::string bytes;
    int status; ///< 200 = reaches the handler, all others do not; kAnyRefusal: depends on how it arrived
};

} // namespace

class TstFrontHardening : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void everyByteInTheMethod();
    void everyByteInTheTarget();
    void everyByteInAFieldName();
    void everyByteInAFieldValue();
    void requestLines();
    void framing();
    void chunks();
    void fields();
    void sizes();
    void pipelines();
    void cutAtEveryByte();
    void splitAtEveryByte();
    void slowPeers();
    void randomMutations();
    void nothingGrew();

private:
    void play(const std::vector<Case> &cases);
    void expect(const Case &one);

    std::unique_ptr<Server> m_server;
    std::size_t m_played = 0;
    std::size_t m_allocated = 0;
    std::size_t m_resident = 0;
};

namespace {

std::size_t residentBytes()
{
    std::ifstream file("/proc/self/statm");
    std::size_t pages = 0;
    file >> pages >> pages;
    return pages * 4096;
}

} // namespace

void TstFrontHardening::initTestCase()
{
    m_server = std::make_unique<Server>();
    for (int i = 0; i < 200; ++i)
        QVERIFY(m_server->isWell());
    QVERIFY(m_server->ask(post("Content-Length: 20000\r\n", std::string(20'000, 'x'))).status == 200);
    QTRY_COMPARE(m_server->front.figures().connections, 0u);
    m_allocated = mallinfo2().uordblks;
    m_resident = residentBytes();
}

// After each group.
void TstFrontHardening::cleanup()
{
    QVERIFY(m_server->isWell());
    QVERIFY(!m_server->smuggled);
}

void TstFrontHardening::expect(const Case &one)
{
    const std::size_t before = m_server->reached;
    const Answer answer = m_server->ask(one.bytes);
    const std::string told
        = one.name + ": " + std::to_string(answer.status) + ", not " + std::to_string(one.status);
    QVERIFY2(one.status == kAnyRefusal ? answer.status >= 400 : answer.status == one.status, told.c_str());
    QVERIFY2(answer.wellFormed, (one.name + ": no whole answer").c_str());
    QVERIFY2(m_server->reached == before + (one.status == 200 ? 1 : 0), (one.name + ": handler").c_str());
    ++m_played;
}

void TstFrontHardening::play(const std::vector<Case> &cases)
{
    for (const Case &one : cases) {
        expect(one);
        if (QTest::currentTestFailed())
            return;
    }
}

void TstFrontHardening::everyByteInTheMethod()
{
    for (int c = 0; c < 256; ++c) {
        const std::string method = std::string("G") + static_cast<char>(c) + "T";
        expect({"method " + std::to_string(c), method + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            isTokenByte(static_cast<unsigned char>(c)) ? 200 : 400});
    }
}

void TstFrontHardening::everyByteInTheTarget()
{
    for (int c = 0; c < 256; ++c) {
        const bool fine = c > ' ' && c < 0x7f
            && std::string_view("#%\"<>\\").find(static_cast<char>(c)) == std::string_view::npos;
        expect({"target " + std::to_string(c), get(std::string("/a") + static_cast<char>(c) + "zz"),
            fine ? 200 : 400});
    }
}

void TstFrontHardening::everyByteInAFieldName()
{
    for (int c = 0; c < 256; ++c) {
        const bool fine = isTokenByte(static_cast<unsigned char>(c)) || c == ':';
        expect({"name " + std::to_string(c), get("/", std::string("X") + static_cast<char>(c) + "Y: 1\r\n"),
            fine ? 200 : 400});
    }
}

void TstFrontHardening::everyByteInAFieldValue()
{
    for (int c = 0; c < 256; ++c) {
        const bool fine = c == '\t' || (c >= ' ' && c != 0x7f);
        expect({"value " + std::to_string(c),
            get("/", std::string("X-Y: a") + static_cast<char>(c) + "b\r\n"), fine ? 200 : 400});
    }
}

void TstFrontHardening::requestLines()
{
    std::vector<Case> cases;
    const auto line = [&cases](const std::string &text, int status) {
        cases.push_back({"line " + text, text + "\r\nHost: x\r\nConnection: close\r\n\r\n", status});
    };
    for (const char *version : {"HTTP/1.2", "HTTP/2.0", "HTTP/0.9", "HTTP/3.0", "HTTP/9.9", "HTTP/0.0"})
        line(std::string("GET / ") + version, 505);
    for (const char *version : {"HTTP/1", "HTTP/1.", "HTTP/1.10", "HTTP/11.1", "http/1.1", "Http/1.1",
             "HTTP/11", "HTP/1.1", "HTTP/-1.1", "HTTP/1,1", "HTTP\\1.1", "HTTP/1.1x", "HTTP/a.b",
             "HTTP/1.1\t", "ICY", "HTTPS/1.1", "HTTP/ 1.1", "HTTP/1 .1", "\xffHTTP/1.1"})
        line(std::string("GET / ") + version, 400);
    line("GET / HTTP/1.1", 200);
    line("GET / HTTP/1.0", 200);
    line("GET /  HTTP/1.1", 400);
    line("GET  / HTTP/1.1", 400);
    line(" GET / HTTP/1.1", 400);
    line("GET / HTTP/1.1 ", 400);
    line("GET\t/ HTTP/1.1", 400);
    line("GET /\tHTTP/1.1", 400);
    line("GET /", 400);
    line("GET", 400);
    line("GET HTTP/1.1", 400);
    line("GET / x HTTP/1.1", 400);
    line(std::string(32, 'M') + " / HTTP/1.1", 200);
    line(std::string(33, 'M') + " / HTTP/1.1", 400);
    for (const char *method : {"OPTIONS", "TRACE", "CONNECT"})
        line(std::string(method) + " / HTTP/1.1", 405);
    line("OPTIONS * HTTP/1.1", 405);
    line("CONNECT smuggled:443 HTTP/1.1", 405);
    line("options / HTTP/1.1", 200); // a different method, which no route has
    line("GET http://x/a HTTP/1.1", 200);
    line("GET HTTPS://x:1/a?b HTTP/1.1", 200);
    line("GET http://x HTTP/1.1", 200);
    line("GET http:// HTTP/1.1", 200);
    for (const char *target :
        {"*", "a", "x:443", "ftp://x/a", "http:/a", "http//x/a", "?a", "//", "javascript://x/%0a"})
        line(std::string("GET ") + target + " HTTP/1.1", std::string_view(target) == "//" ? 200 : 400);
    for (const char *target :
        {"/%", "/%4", "/%zz", "/%4g", "/%%", "/%-1", "/a%", "/?x=%", "/?x=%a", "/%u0041", "/% 41"})
        line(std::string("GET ") + target + " HTTP/1.1", 400);
    for (const char *target :
        {"/%41", "/%00", "/%0d%0aX:%20y", "/%c0%af", "/..%2f..%2fetc", "/../../etc", "/;a=b", "/?", "/??"})
        line(std::string("GET ") + target + " HTTP/1.1", 200);
    cases.push_back({"preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505});
    cases.push_back({"empty lines before", "\r\n\r\n" + get("/"), 200});
    cases.push_back({"bare line ends", "GET / HTTP/1.1\nHost: x\n\n\r\n\r\n", 400});
    cases.push_back({"line end without return", "GET / HTTP/1.1\r\nHost: x\nX: y\r\n\r\n", 400});
    cases.push_back({"return without line end", "GET / HTTP/1.1\rHost: x\r\n\r\n", 400});
    cases.push_back({"NUL first", std::string(1, '\0') + get("/"), 400});
    cases.push_back({"TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc", 9), 400});
    cases.push_back({"SSH", "SSH-2.0-OpenSSH_9.2\r\n\r\n", 400});
    cases.push_back({"SMTP", "EHLO x\r\n\r\n", 400});
    cases.push_back({"redis", "*1\r\n$4\r\nPING\r\n\r\n", 400});
    play(cases);
}

void TstFrontHardening::framing()
{
    std::vector<Case> cases;
    const std::string inside = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    const auto length = [&](const std::string &value, int status) {
        cases.push_back({"length " + value, post("Content-Length:" + value + "\r\n", "abc"), status});
    };
    length(" 3", 200);
    length("3", 200);
    length("\t3 ", 200);
    length(" 003", 200);
    for (const char *value : {"", " ", " -1", " +3", " 0x3", " 3,3", " 3, 3", " 3, 4", " 3;", " 3 3", " 3.0",
             " 3e0", " three", " \"3\"", " 18446744073709551616", " 99999999999999999999999", " -0", " ,3",
             " 3,", " 3\v", " \xb3", " ³", " 3 \r\n 3"})
        length(value, 400);
    for (const char *value : {" 20001", " 1000000000", " 4294967299", " 9223372036854775807"})
        length(value, 413);
    const auto coding = [&](const std::string &value, int status) {
        cases.push_back({"coding " + value,
            post("Transfer-Encoding:" + value + "\r\n", "3\r\nabc\r\n0\r\n\r\n"), status});
    };
    coding(" chunked", 200);
    coding(" Chunked", 200);
    coding("CHUNKED", 200);
    for (const char *value : {"", " identity", " gzip", " gzip, chunked", " chunked, gzip",
             " chunked, chunked", " chunked;q=1", " xchunked", " chunkedx", " \"chunked\"", " chunked,",
             " ,chunked", " chunk ed", " x,chunked", " cow"})
        coding(value, 501);
    for (const char *value : {" chunked\v", " \fchunked", " chunked\x7f", " x\r\n chunked"})
        coding(value, std::string_view(value).starts_with(" x") ? 501 : 400);
    const auto both = [&](const std::string &name, const std::string &fields) {
        cases.push_back({name, post(fields, "0\r\n\r\n" + inside), 400});
    };
    both("length, then chunks", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n");
    both("chunks, then length", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n");
    both("two lengths, equal", "Content-Length: 5\r\nContent-Length: 5\r\n");
    both("two lengths, other case", "Content-Length: 5\r\ncontent-length: 6\r\n");
    both("chunks twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n");
    both("space before the colon", "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n");
    both("tab before the colon", "Content-Length\t: 5\r\n");
    both("folded", "X: y\r\n Content-Length: 5\r\n");
    both("folded by a tab", "X: y\r\n\tContent-Length: 5\r\n");
    both("folded first", " Content-Length: 5\r\n");
    both("NUL in the name", std::string("Content-Length\0: 5\r\n", 20));
    both("hidden by a return", "X: y\rContent-Length: 5\r\n");
    both("hidden by a line end", "X: y\nContent-Length: 5\r\n");
    both("underscored with length", "Content_Length: 5\r\nContent-Length: 5\r\nContent-Length: 5\r\n");
    cases.push_back({"chunks in HTTP/1.0",
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inside, 400});
    cases.push_back({"no length at all", post("", ""), 200});
    cases.push_back({"body of GET", get("/", "Content-Length: 3\r\n") + "abc", 200});
    play(cases);
}

void TstFrontHardening::chunks()
{
    std::vector<Case> cases;
    const auto chunk = [&cases](const std::string &body, int status) {
        cases.push_back({"chunks " + body, chunked(body), status});
    };
    chunk("3\r\nabc\r\n0\r\n\r\n", 200);
    chunk("0\r\n\r\n", 200);
    chunk("00000003\r\nabc\r\n000\r\n\r\n", 200);
    chunk("A\r\n0123456789\r\n0\r\n\r\n", 200);
    chunk("a;x=y\r\n0123456789\r\n0;z\r\n\r\n", 200);
    chunk("1;x=\"a b\"\r\n0\r\n0\r\n\r\n", 200);
    chunk("0\r\nX: y\r\n\r\n", 200);
    for (const char *size : {"", "-1", "+1", "0x1", "1 ", "1 1", "g", "\"1\"", "1,1", "ffffffffffffffff1",
             "11111111111111111", "\t1", " 1", "1\v", "³"})
        chunk(std::string(size) + "\r\nabc\r\n0\r\n\r\n", 400);
    for (const char *size : {"4e21", "ffff", "7fffffff", "ffffffff", "7fffffffffffffff", "ffffffffffffffff"})
        chunk(std::string(size) + "\r\nabc", 413);
    chunk("3\r\nabcd\r\n0\r\n\r\n", 400);
    chunk("3\r\nabc\n0\r\n\r\n", 400);
    chunk("3\nabc\r\n0\r\n\r\n", 400);
    chunk("3\r\nabc0\r\n\r\n", 400);
    chunk("3;\r\nabc\r\n0\r\n\r\n", 400);
    chunk("3;=x\r\nabc\r\n0\r\n\r\n", 400);
    chunk("3;a=\"x\r\nabc\r\n0\r\n\r\n", 408); // the quote is never closed
    chunk("0\r\nbad trailer\r\n\r\n", 400);
    chunk("0\r\nX : y\r\n\r\n", 400);
    chunk("0\r\n\nX: y\r\n\r\n", 400);
    chunk("1;" + std::string(200'000, 'x') + "\r\na\r\n0\r\n\r\n", kAnyRefusal);
    chunk("0\r\nX: " + std::string(200'000, 'x') + "\r\n\r\n", kAnyRefusal);
    const auto crumbs = [&cases](std::size_t count, int status) {
        std::string body;
        for (std::size_t i = 0; i < count; ++i)
            body += "1\r\nx\r\n";
        cases.push_back({std::to_string(count) + " crumbs", chunked(body + "0\r\n\r\n"), status});
    };
    crumbs(8031, 200); // 48,191 bytes on the wire: one less than twice the body's limit and 8 KiB
    crumbs(8032, 413); // which may all arrive in one read
    crumbs(15'000, 413);
    std::string large;
    for (int i = 0; i < 30; ++i)
        large += "3e8\r\n" + std::string(1000, 'x') + "\r\n";
    cases.push_back({"too much in all", chunked(large + "0\r\n\r\n"), 413});
    play(cases);
}

void TstFrontHardening::fields()
{
    std::vector<Case> cases;
    const auto host = [&cases](const std::string &text, int status) {
        cases.push_back({"host " + text, "GET / HTTP/1.1\r\nConnection: close\r\n" + text + "\r\n", status});
    };
    host("", 400);
    host("Host: a\r\nHost: a\r\n", 400);
    host("Host: a\r\nHOST: b\r\n", 400);
    for (const char *name : {"a b", "a/b", "a,b", "a@b", "<x>", "a\\b", "a?b", "a#b", "\xc3\xa4", "a;b", "'"})
        host(std::string("Host: ") + name + "\r\n", 400);
    for (const char *name : {"", "a", "a:1", "[::1]:80", "127.0.0.1", "a-b.c_d", "xn--a"})
        host(std::string("Host: ") + name + "\r\n", 200);
    for (const char *field : {"Authorization", "X-Team-ID", "X-Device-ID", "X-Device-Name", "X-Sync-Protocol",
             "X-Last-Op-Seq", "Content-Encoding", "Content-Type", "Expect"})
        cases.push_back({std::string("twice ") + field,
            get("/", std::string(field) + ": 100-continue\r\n" + field + ": 100-continue\r\n"), 400});
    cases.push_back({"twice what may",
        get("/", "Accept: a\r\nAccept: b\r\nX-Forwarded-For: 1\r\nX-Forwarded-For: 2\r\n"), 200});
    for (const char *line :
        {"X", ": y", "X Y: z", "X\r\n", " X: y", "X: y\r\n z", "X:\r\n\ty", "\x01: y", "\"X\": y", "X@: y"})
        cases.push_back({std::string("field ") + line, get("/", std::string(line) + "\r\n"), 400});
    for (const char *line : {"X:y", "X: ", "X:", "X:\ty\t", "X: y z", "X: \xff", "!#$%&'*+-.^_`|~: y"})
        cases.push_back({std::string("field ") + line, get("/", std::string(line) + "\r\n"), 200});
    for (const char *value : {"100-Continue", "200-ok", "100-continue, x", "", "x"})
        cases.push_back({std::string("expect ") + value,
            post("Content-Length: 0\r\nExpect: " + std::string(value) + "\r\n", ""),
            std::string_view(value) == "100-Continue" ? 200 : 417});
    cases.push_back({"expect too much", post("Content-Length: 99999\r\nExpect: 100-continue\r\n", ""), 413});
    cases.push_back({"upgrade", get("/", "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"), 200});
    cases.push_back({"websocket", get("/", "Upgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n"), 200});
    play(cases);
}

void TstFrontHardening::sizes()
{
    std::vector<Case> cases;
    for (const int count : {98, 99, 200, 300}) { // Host and Connection are two more
        std::string many;
        for (int i = 0; i < count; ++i)
            many += "a: b\r\n";
        cases.push_back({std::to_string(count) + " fields", get("/", many), count <= 98 ? 200 : 431});
    }
    const std::size_t frame = get("/", "X: \r\n").size();
    cases.push_back(
        {"head at the limit", get("/", "X: " + std::string(kHeaderLimit - frame, 'x') + "\r\n"), 200});
    cases.push_back(
        {"head above it", get("/", "X: " + std::string(kHeaderLimit - frame + 1, 'x') + "\r\n"), 431});
    cases.push_back({"long target", get("/" + std::string(50'000, 'x')), 431});
    cases.push_back({"long method", std::string(50'000, 'M') + " / HTTP/1.1\r\n\r\n", 431});
    cases.push_back({"long name", get("/", std::string(50'000, 'X') + ": y\r\n"), 431});
    cases.push_back({"endless line", std::string(200'000, 'x'), 431});
    cases.push_back({"endless fields",
        "GET / HTTP/1.1\r\n" +
            [] {
                std::string fields;
                while (fields.size() < 200'000)
                    fields += "a: b\r\n";
                return fields;
            }(),
        431});
    cases.push_back(
        {"body at the limit", post("Content-Length: 20000\r\n", std::string(kBodyLimit, 'x')), 200});
    cases.push_back(
        {"body above it", post("Content-Length: 20001\r\n", std::string(kBodyLimit + 1, 'x')), 413});
    cases.push_back(
        {"body far above it", post("Content-Length: 3000000\r\n", std::string(3'000'000, 'x')), 413});
    cases.push_back({"bytes behind the last request", get("/") + std::string(3'000'000, 'x'), 200});
    play(cases);
}

void TstFrontHardening::pipelines()
{
    const std::string keep = "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n";
    const std::string body = "POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
    const std::string pieces
        = "POST /3 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n";
    const std::string bad = "GET / HTTP/1.1\r\n\r\n";
    const std::string last = "GET /4 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    const std::string old = "GET /5 HTTP/1.0\r\n\r\n";
    const std::vector<std::pair<std::string, std::string>> parts = {{keep, "GET /1 0"}, {body, "POST /2 3"},
        {pieces, "POST /3 1"}, {last, "GET /4 0"}, {old, "GET /5 0"}, {bad, ""}};
    // Every sequence of three: answered in order up to the first that closes.
    for (std::size_t number = 0; number < parts.size() * parts.size() * parts.size(); ++number) {
        std::string bytes;
        std::vector<std::string> expected;
        bool open = true;
        for (std::size_t i = 0, rest = number; i < 3; ++i, rest /= parts.size()) {
            const auto &[request, answer] = parts[rest % parts.size()];
            bytes += request;
            if (open)
                expected.push_back(answer);
            open = open && (request == keep || request == body || request == pieces);
        }
        if (open)
            bytes += last;
        RawPeer peer(m_server->port);
        peer.send(bytes);
        Answer answer;
        answer.rest = peer.readToEnd();
        for (const std::string &wanted : expected) {
            answer = parse(answer.rest);
            QVERIFY(answer.wellFormed);
            QCOMPARE(answer.status, wanted.empty() ? 400 : 200);
            QVERIFY2(wanted.empty() || answer.body == wanted, answer.body.c_str());
        }
        QCOMPARE(answer.rest.empty(), !open);
        QVERIFY(peer.closed());
        ++m_played;
    }
}

void TstFrontHardening::cutAtEveryByte()
{
    const std::string whole
        = "POST /smuggled?x=1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        RawPeer peer(m_server->port);
        peer.send(whole.substr(0, size));
        peer.finishSending();
        const Answer answer = parse(peer.readToEnd());
        QVERIFY2(peer.closed() && (answer.status == 0 || answer.status == 400), std::to_string(size).c_str());
        RawPeer rude(m_server->port);
        rude.send(whole.substr(0, size));
        rude.reset();
        m_played += 2;
    }
    QTRY_COMPARE(m_server->front.figures().connections, 0u);
}

void TstFrontHardening::splitAtEveryByte()
{
    const std::string whole = post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n");
    std::vector<RawPeer> peers;
    for (std::size_t at = 1; at < whole.size(); ++at) {
        peers.emplace_back(m_server->port);
        peers.back().send(whole.substr(0, at));
    }
    QTest::qWait(20);
    for (std::size_t at = 1; at < whole.size(); ++at)
        peers[at - 1].send(whole.substr(at));
    for (RawPeer &peer : peers) {
        const Answer answer = parse(peer.readToEnd());
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, std::string("POST /post 3"));
        ++m_played;
    }
}

// Sending a byte now and then does not keep a connection open.
void TstFrontHardening::slowPeers()
{
    const std::string starts[] = {"G", "GET / HTTP/1.1\r\nHost: x\r\n",
        "GET / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 19999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n"};
    std::vector<RawPeer> peers;
    for (int round = 0; round < 10; ++round)
        for (const std::string &start : starts) {
            peers.emplace_back(m_server->port);
            peers.back().send(start);
        }
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 2 * kCutOff.count()) {
        for (std::size_t i = 0; i < peers.size(); i += 2)
            peers[i].send("1");
        QVERIFY(m_server->isWell());
        QTest::qWait(30);
    }
    for (RawPeer &peer : peers) {
        const std::string came = peer.readToEnd();
        const Answer answer = parse(came);
        // Digits that trickle in may also have become a chunk that is too large.
        QVERIFY2(answer.status == 408 || answer.status == 413 || answer.status == 400, came.c_str());
        QVERIFY(peer.closed());
        ++m_played;
    }
    peers.clear();
    QTRY_COMPARE(m_server->front.figures().connections, 0u);
}

void TstFrontHardening::randomMutations()
{
    const std::string seeds[] = {get("/a?b=c%20d", "Accept-Encoding: gzip\r\nX-Team-ID: t\r\n"),
        post("Content-Length: 11\r\nContent-Type: application/json\r\n", "{\"a\":[1,2]}"),
        post("Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n",
            "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nT: u\r\n\r\n"),
        "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n" + post("Content-Length: 3\r\n", "abc"),
        "GET http://x/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + get("/")};
    const std::string tokens[] = {"\r\n", "\n", "\r", " ", "\t", ":", std::string(1, '\0'), "\xff", "chunked",
        "Content-Length: 4\r\n", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n", "ffffffff", "-", ",", ";",
        "%", "HTTP/1.1", "GET ", "\r\n\r\n"};
    std::mt19937 random(20'251'122);
    const auto below
        = [&random](std::size_t bound) { return std::size_t(random()) % std::max<std::size_t>(bound, 1); };
    const int known[] = {200, 400, 405, 408, 413, 417, 431, 501, 505};
    for (int round = 0; round < 10; ++round) {
        std::vector<RawPeer> peers;
        std::vector<std::string> sent;
        for (int i = 0; i < 100; ++i) {
            std::string bytes = seeds[below(std::size(seeds))];
            for (std::size_t n = 1 + below(4); n > 0; --n) {
                const std::size_t at = below(bytes.size());
                switch (below(5)) {
                case 0:
                    bytes[at] = static_cast<char>(random());
                    break;
                case 1:
                    bytes.erase(at, 1 + below(8));
                    break;
                case 2:
                    bytes.insert(at, tokens[below(std::size(tokens))]);
                    break;
                case 3:
                    bytes.insert(at, bytes.substr(below(bytes.size()), below(40)));
                    break;
                default:
                    std::swap(bytes[at], bytes[below(bytes.size())]);
                }
            }
            peers.emplace_back(m_server->port);
            peers.back().send(bytes);
            sent.push_back(bytes);
        }
        for (std::size_t i = 0; i < peers.size(); ++i) {
            const std::string came = peers[i].readToEnd();
            QVERIFY(peers[i].closed()); // the idle ones as well
            Answer answer;
            for (answer.rest = came; !answer.rest.empty();) {
                answer = parse(answer.rest);
                QVERIFY2(answer.wellFormed && std::ranges::find(known, answer.status) != std::end(known),
                    (sent[i] + "\n----\n" + came).c_str());
            }
            ++m_played;
        }
        QVERIFY(m_server->isWell());
    }
}

void TstFrontHardening::nothingGrew()
{
    QTRY_COMPARE(m_server->front.figures().connections, 0u);
    qInfo("%zu hostile requests", m_played);
    QVERIFY(m_played >= 500);
    const std::size_t allocated = mallinfo2().uordblks;
    const std::size_t resident = residentBytes();
    qInfo("allocated: %zu KB more, resident: %zu KB more",
        (std::max(allocated, m_allocated) - m_allocated) / 1024,
        (std::max(resident, m_resident) - m_resident) / 1024);
    QVERIFY(allocated < m_allocated + 300'000);
#ifndef __SANITIZE_ADDRESS__ // which keeps freed memory
    QVERIFY(resident < m_resident + (32u << 20));
#endif
}

QTEST_GUILESS_MAIN(TstFrontHardening)
#include "tst_front_hardening.moc"
