// The records of a file of lines, plain and compressed, whatever is in it.
#include "core/json/json.h"
#include "fuzz/parserfuzz.h"
#include "sources/following/recordlines.h"

#include <QTemporaryDir>

#include <fstream>
#include <zstd.h>

using namespace mimir;

namespace {

constexpr std::int64_t kMostUnpacked = std::int64_t(64) << 20; // a small file may hold gigabytes

std::string packed(std::string_view plain)
{
    std::string packed(ZSTD_compressBound(plain.size()), '\0');
    const std::size_t size = ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), 1);
    fuzz::require(!ZSTD_isError(size), "it does not compress");
    packed.resize(size);
    return packed;
}

QString written(const QString &name, std::string_view content)
{
    static const QTemporaryDir place;
    const QString path = place.filePath(name);
    std::ofstream(path.toStdString(), std::ios::binary | std::ios::trunc) << content;
    return path;
}

struct Read {
    std::string records;
    std::size_t calls = 0;
    std::int64_t end = 0;
};

// It ends, goes only forwards, and gives no more than is there.
Read read(const QString &path)
{
    auto file = LineFile::open(path);
    fuzz::require(file.ok(), "it does not open");
    RecordLines lines(*file, [](std::string_view line) { return line.starts_with("{\"skip"); });
    Read all;
    std::vector<json::Object> records;
    for (auto more = lines.next(records); more && *more && all.end < kMostUnpacked;
         more = lines.next(records)) {
        fuzz::require(lines.offset() > all.end, "it stands still");
        all.end = lines.offset();
        ++all.calls;
        for (const json::Object &record : records)
            all.records += record.toJson() + '\n';
    }
    fuzz::require(lines.lines() <= all.end && lines.badLines() <= lines.lines(), "more lines than there are");
    return all;
}

void checkPlain(std::string_view input)
{
    const Read plain = read(written(QStringLiteral("a.jsonl"), input));
    fuzz::require(plain.end <= static_cast<std::int64_t>(input.size()), "it reads beyond the end");
    // A byte becomes at most \u00XX, or the two bytes of a line break that is put into a text.
    fuzz::require(plain.records.size() <= 8 * input.size() + 64, "larger records than the lines can hold");
    const Read unpacked = read(written(QStringLiteral("b.jsonl.zst"), packed(input)));
    fuzz::require(
        unpacked.records == plain.records && unpacked.end == plain.end, "compressed, it reads differently");
}

} // namespace

namespace mimir::fuzz {

std::vector<std::string> seeds()
{
    std::vector<std::string> all = transcriptsOf("claude-code");
    all.push_back(
        "\xEF\xBB\xBF{\"a\":1}\r\n{\"type\":\"a\",\"t\":\"x\ny\"}\n{\"type\":\"b\"}{\"type\":\"c\"}\n");
    all.push_back("{\"type\":\"to{\"type\":\"whole\"}\n" + std::string(3, '\0') + "\n{\"a\":[[[[1]]]]}");
    for (std::size_t i = 0, plain = all.size(); i < plain; ++i)
        all.push_back(packed(all[i]));
    return all;
}

std::vector<std::string> words()
{
    return {"\"", "{", "}", "[", "]", "\n", "\r\n", "}{\"", "{\"", "{\"type\":\"a\"}", "\\", "\\\"",
        "\\u0000", "\xEF\xBB\xBF", "\xff", std::string(1, '\0'), "{\"skip\":1}",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":", "\x28\xB5\x2F\xFD"};
}

} // namespace mimir::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    checkPlain(input);
    (void)read(written(QStringLiteral("c.jsonl.zst"), input));
    return 0;
}
