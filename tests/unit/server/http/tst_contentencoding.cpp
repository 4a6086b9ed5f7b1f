// Compressed bodies, honest and hostile, made with the libraries themselves.
#include "server/http/contentencoding.h"

#include <QTest>

#include <zlib.h>
#include <zstd.h>

using namespace mimir;
using namespace mimir::server;

namespace {

std::string gzip(const std::string &text, int level = 9)
{
    z_stream stream {};
    deflateInit2(&stream, level, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

// In pieces: a frame that does not state its size, with the requested window.
std::string zstd(const std::string &text, int window = 0)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    if (window > 0)
        ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window);
    std::string out(ZSTD_compressBound(text.size()) + 1000, '\0');
    ZSTD_outBuffer to {out.data(), out.size(), 0};
    ZSTD_inBuffer from {text.data(), text.size(), 0};
    ZSTD_compressStream2(context, &to, &from, ZSTD_e_continue);
    ZSTD_compressStream2(context, &to, &from, ZSTD_e_end);
    ZSTD_freeCCtx(context);
    out.resize(to.pos);
    return out;
}

std::string noise(std::size_t size)
{
    std::string out;
    std::uint64_t state = 7;
    while (out.size() < size) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        out += static_cast<char>('a' + (state >> 60));
    }
    return out;
}

Request withBody(const std::string &encoding, const std::string &body)
{
    Request request {"POST", "/", {}, body};
    if (!encoding.empty())
        request.headers.emplace_back("content-encoding", encoding);
    return request;
}

std::string headerOf(const Response &response, const std::string &name)
{
    for (const auto &[key, value] : response.headers)
        if (key == name)
            return value;
    return {};
}

} // namespace

class TstContentEncoding : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void everyCutIsRefused();
    void flippedBytesNeverGrowBeyondTheBound();
    void boundIsTwentyTimesAboveOneMebibyte();
    void manyEmptyPiecesCostLittle();
    void answers_data();
    void answers();
    void whatTheOtherSideWouldRefuseStaysPlain();
    void answersStayPlain_data();
    void answersStayPlain();
};

void TstContentEncoding::decodes_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    const std::string text = "{\"a\":1}" + noise(300'000);
    const QByteArray plain = QByteArray::fromStdString(text);
    QTest::newRow("none") << QByteArray() << plain << plain;
    QTest::newRow("identity") << QByteArray("Identity") << plain << plain;
    QTest::newRow("gzip") << QByteArray("gzip") << QByteArray::fromStdString(gzip(text)) << plain;
    QTest::newRow("x-gzip") << QByteArray("X-GZIP") << QByteArray::fromStdString(gzip(text, 1)) << plain;
    QTest::newRow("gzip twice") << QByteArray("gzip") << QByteArray::fromStdString(gzip(text) + gzip(text))
                                << plain + plain;
    QTest::newRow("zstd") << QByteArray("zstd") << QByteArray::fromStdString(zstd(text)) << plain;
    QTest::newRow("zstd twice") << QByteArray("zstd") << QByteArray::fromStdString(zstd(text) + zstd(text))
                                << plain + plain;
    QTest::newRow("nothing in gzip") << QByteArray("gzip") << QByteArray::fromStdString(gzip(""))
                                     << QByteArray();
    QTest::newRow("nothing at all") << QByteArray("gzip") << QByteArray() << QByteArray();
    QTest::newRow("small and repetitive")
        << QByteArray("zstd") << QByteArray::fromStdString(zstd(std::string(1'000'000, 'x')))
        << QByteArray(1'000'000, 'x');
}

void TstContentEncoding::decodes()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expected);
    const Request request = withBody(encoding.toStdString(), body.toStdString());
    std::string storage;
    std::string_view decodedBody;
    const auto refusal = decodeBody(request, storage, decodedBody);
    QVERIFY(!refusal);
    QVERIFY(decodedBody == expected.toStdString());
}

void TstContentEncoding::refuses_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *encoding, const std::string &body, int status) {
        QTest::newRow(name) << QByteArray(encoding) << QByteArray::fromStdString(body) << status;
    };
    const std::string bomb(200u << 20, '\0');
    row("gzip bomb", "gzip", gzip(bomb), 413);
    row("zstd bomb", "zstd", zstd(bomb), 413);
    row(
        "bomb of many parts", "gzip",
        [] {
            const std::string part = gzip(std::string(1u << 20, 'x'));
            std::string all;
            for (int i = 0; i < 100; ++i)
                all += part;
            return all;
        }(),
        413);
    row("window of 128 MiB", "zstd", zstd(noise(2'000'000), 27), 400);
    row("garbage as gzip", "gzip", noise(1000), 400);
    row("garbage as zstd", "zstd", noise(1000), 400);
    row("gzip said to be zstd", "zstd", gzip("{}"), 400);
    row("zlib said to be gzip", "gzip", std::string("\x78\x9c\xab\xae\x05\x00\x01\x75\x00\xf9", 10), 400);
    row("rubbish behind gzip", "gzip", gzip("{}") + "rubbish", 400);
    row("rubbish behind zstd", "zstd", zstd("{}") + "rubbish", 400);
    row(
        "wrong checksum", "gzip",
        [] {
            std::string body = gzip("{}");
            body[body.size() - 8] = static_cast<char>(body[body.size() - 8] ^ 1);
            return body;
        }(),
        400);
    row("deflate", "deflate", "x", 415);
    row("brotli", "br", "x", 415);
    row("two at once", "gzip, gzip", "x", 415);
    row("unknown, no body", "br", "", 415);
}

void TstContentEncoding::refuses()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const Request request = withBody(encoding.toStdString(), body.toStdString());
    std::string storage;
    std::string_view decodedBody;
    const auto refusal = decodeBody(request, storage, decodedBody);
    QVERIFY(refusal.has_value());
    QCOMPARE(refusal->status, status);
    QVERIFY(storage.empty());
}

void TstContentEncoding::everyCutIsRefused()
{
    const std::string text = noise(3000);
    for (const auto encoding : {ContentEncoding::Gzip, ContentEncoding::Zstd}) {
        const std::string whole = encoding == ContentEncoding::Gzip ? gzip(text) : zstd(text);
        for (std::size_t size = 0; size < whole.size(); ++size)
            QCOMPARE(decompressed(std::string_view(whole).substr(0, size), encoding, wire::kMaxBodyBytes)
                         .error()
                         .code,
                ErrorCode::Malformed);
        QVERIFY(decompressed(whole, encoding, wire::kMaxBodyBytes).ok());
    }
}

void TstContentEncoding::flippedBytesNeverGrowBeyondTheBound()
{
    const std::string text = noise(2000);
    for (const auto encoding : {ContentEncoding::Gzip, ContentEncoding::Zstd}) {
        const std::string whole = encoding == ContentEncoding::Gzip ? gzip(text) : zstd(text);
        for (std::size_t at = 0; at < whole.size(); ++at)
            for (const int flip : {1, 0x80, 0xff}) {
                std::string broken = whole;
                broken[at] = static_cast<char>(broken[at] ^ flip);
                const auto result = decompressed(broken, encoding, 100'000);
                QVERIFY(!result || result->size() <= 100'000);
            }
    }
}

void TstContentEncoding::boundIsTwentyTimesAboveOneMebibyte()
{
    std::string text = noise(kSmallDecodedBytes / 20);
    while (text.size() <= kSmallDecodedBytes)
        text += std::string(100'000, 'x');
    const std::string body = zstd(text);
    QVERIFY(body.size() * kMaxInflation < text.size());
    QCOMPARE(
        decompressed(body, ContentEncoding::Zstd, wire::kMaxBodyBytes).error().code, ErrorCode::TooLarge);
    const std::string dense = noise(3u << 20);
    QVERIFY(*decompressed(zstd(dense), ContentEncoding::Zstd, wire::kMaxBodyBytes) == dense);
    QCOMPARE(
        decompressed(zstd(dense), ContentEncoding::Zstd, dense.size() - 1).error().code, ErrorCode::TooLarge);
    QVERIFY(decompressed(zstd(dense), ContentEncoding::Zstd, dense.size()).ok());
}

void TstContentEncoding::manyEmptyPiecesCostLittle()
{
    const std::string part = gzip("");
    std::string all;
    while (all.size() < 2'000'000)
        all += part;
    QVERIFY(decompressed(all, ContentEncoding::Gzip, wire::kMaxBodyBytes)->empty());
}

void TstContentEncoding::answers_data()
{
    QTest::addColumn<QByteArray>("accepted");
    QTest::addColumn<QByteArray>("used");
    QTest::newRow("gzip") << QByteArray("gzip, deflate") << QByteArray("gzip");
    QTest::newRow("zstd") << QByteArray("zstd") << QByteArray("zstd");
    QTest::newRow("both") << QByteArray("GZIP, deflate, br, ZSTD") << QByteArray("zstd");
    QTest::newRow("weighted") << QByteArray("zstd;q=0, gzip; q=0.5") << QByteArray("gzip");
    QTest::newRow("zeros") << QByteArray("zstd;q=0.000, gzip;q=0.001") << QByteArray("gzip");
}

void TstContentEncoding::answers()
{
    QFETCH(QByteArray, accepted);
    QFETCH(QByteArray, used);
    Request request {"GET", "/", {{"accept-encoding", accepted.toStdString()}}, {}};
    request.peer = "127.0.0.1"; // it may be the end of a tunnel
    const std::string text = noise(50'000);
    Response response {200, text};
    encodeAnswer(request, response);
    QCOMPARE(headerOf(response, "Content-Encoding"), used.toStdString());
    QCOMPARE(headerOf(response, "Vary"), std::string("Accept-Encoding"));
    QVERIFY(response.body.size() < text.size());
    QVERIFY(
        *decompressed(response.body, *contentEncodingNamed(used.toStdString()), wire::kMaxBodyBytes) == text);
}

void TstContentEncoding::whatTheOtherSideWouldRefuseStaysPlain()
{
    const std::string dense(2 * kSmallDecodedBytes, 'x');
    for (const auto encoding : {ContentEncoding::Gzip, ContentEncoding::Zstd}) {
        QVERIFY(!compressed(dense, encoding));
        const std::string small(kSmallDecodedBytes, 'x');
        const auto body = compressed(small, encoding);
        QVERIFY(body.has_value());
        QVERIFY(*decompressed(*body, encoding, wire::kMaxBodyBytes) == small);
    }
}

void TstContentEncoding::answersStayPlain_data()
{
    QTest::addColumn<QByteArray>("accepted");
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<int>("size");
    QTest::newRow("not asked") << QByteArray() << QByteArray("192.0.2.7") << 50'000;
    QTest::newRow("other encodings") << QByteArray("br, deflate") << QByteArray("192.0.2.7") << 50'000;
    QTest::newRow("refused") << QByteArray("gzip;q=0") << QByteArray("192.0.2.7") << 50'000;
    QTest::newRow("part of a word") << QByteArray("gzipped") << QByteArray("192.0.2.7") << 50'000;
    QTest::newRow("small") << QByteArray("gzip") << QByteArray("192.0.2.7") << 1024;
}

void TstContentEncoding::answersStayPlain()
{
    QFETCH(QByteArray, accepted);
    QFETCH(QByteArray, peer);
    QFETCH(int, size);
    Request request {"GET", "/", {{"accept-encoding", accepted.toStdString()}}, {}};
    request.peer = peer.toStdString();
    const std::string text = noise(static_cast<std::size_t>(size));
    Response response {200, text};
    encodeAnswer(request, response);
    QCOMPARE(headerOf(response, "Content-Encoding"), std::string());
    QVERIFY(response.body == text);
}

QTEST_GUILESS_MAIN(TstContentEncoding)
#include "tst_contentencoding.moc"
