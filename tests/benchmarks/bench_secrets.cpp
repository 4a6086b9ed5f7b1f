// How fast secrets are looked for, and how often something is mistaken for one.
//
//     bench_secrets                     the work on made conversations and on the worst texts, compared with the
//                                       SHA-256 of the same bytes; exit code 1 where it is too much
//     bench_secrets [-v] FILE|FOLDER …  finds per MB by kind; -v shows each with the text around it. Lines of .jsonl
//                                       are looked at as records, everything else as text.
#include "core/json/json.h"
#include "core/json/jsonrewriter.h"
#include "privacy/secretsearch.h"
#include "privacy/withholding.h"
#include "secretmaterial.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <chrono>
#include <cstdio>
#include <map>

using namespace mimir;

namespace {

double seconds(const std::function<void()> &work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Bytes per second of looking for secrets, and the same for their SHA-256.
bool measure(const char *name, const std::string &text, double mostTimesSha256)
{
    const SecretScanner scanner("key");
    constexpr std::size_t item = std::size_t(1) << 16;
    const double looked = seconds([&] {
        for (std::size_t at = 0; at < text.size(); at += item) {
            std::string part = text.substr(at,
                text.size() > (item << 4) && std::string_view(name) != "conversation" ? text.size() : item);
            SecretCounts found;
            scanner.redact(part, found);
            if (part.size() == text.size() || std::string_view(name) != "conversation")
                break;
        }
    });
    const double hashed = seconds([&] {
        (void)QCryptographicHash::hash(
            QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha256);
    });
    const double mega = double(text.size()) / 1e6;
    std::printf("%-22s %7.1f MB/s, %5.1f times the SHA-256 (%.0f MB/s), at most %.0f\n", name, mega / looked,
        looked / hashed, mega / hashed, mostTimesSha256);
    return looked <= mostTimesSha256 * hashed;
}

int throughput()
{
    constexpr std::size_t large = std::size_t(8) << 20;
    bool good = measure("conversation", conversation(2 * large), 8);
    const auto worst = [&](const char *name, const std::string &part) {
        good = measure(name, repeated(part, large), 40) && good;
    };
    worst("placeholder and token", "[withheld github-token 0a1b2c3d] " + sampleOf("ghp_{36an} ", {}, 1));
    worst("one line of a", "a");
    worst("names", "key:");
    worst("quotes", "password=\"");
    worst("begins of tokens", "eyJ-");
    worst("escapes", "\\u0041");
    worst("backslashes", "\\");
    worst("base64", base64Of("some text of a mail, and more of it, again and again. "));
    worst("urls", "a://b:c@");
    worst("dashes", "-");
    worst("commands", "curl -u ");
    worst("key lines", sampleOf("{64b64}\n", {}, 1));
    return good ? 0 : 1;
}

class FalseFinds {
public:
    explicit FalseFinds(bool shows) : m_shows(shows) { }

    void look(const QString &path)
    {
        if (!QFileInfo(path).isDir())
            return file(path);
        QDirIterator files(path, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (files.hasNext())
            file(files.next());
    }

    void print() const
    {
        int all = 0;
        for (const auto &[kind, count] : m_kinds) {
            std::printf("%6d  %s\n", count, kind.c_str());
            all += count;
        }
        const double mega = double(m_bytes) / 1e6;
        std::printf("%d finds in %.1f MB, %.2f per MB; %.1f MB/s; at most %.1f steps a byte\n", all, mega,
            all / mega, mega / m_seconds, m_mostSteps);
    }

private:
    void file(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return;
        const std::string bytes = file.readAll().toStdString();
        if (bytes.find('\0') != std::string::npos)
            return;
        m_path = path.toStdString();
        if (!path.endsWith(QLatin1String(".jsonl")))
            return text(bytes);
        for (const std::string_view line : split(bytes, '\n'))
            if (const auto record = json::canonical(line))
                (void)json::rewriteTexts(
                    *record, [this](const json::TextPlace &, std::string &part) { text(part); });
    }

    void text(const std::string &text)
    {
        m_bytes += text.size();
        WorkBudget budget(text.size());
        const std::size_t before = budget.left();
        KnownSecrets known;
        SecretFinds finds;
        m_seconds += seconds([&] { finds = SecretSearch(SecretRules::builtIn(), budget, &known).in(text); });
        if (text.size() > 4096)
            m_mostSteps = std::max(m_mostSteps, double(before - budget.left()) / double(text.size()));
        for (const SecretFind &find : finds) {
            ++m_kinds[std::string(find.kind)];
            if (m_shows)
                show(text, find);
        }
    }

    void show(const std::string &text, const SecretFind &find) const
    {
        const std::size_t from = find.from - std::min<std::size_t>(find.from, 40);
        std::string around = text.substr(from, find.from - from) + ">>>"
            + text.substr(find.from, std::min<std::size_t>(find.to - find.from, 80)) + "<<<"
            + text.substr(find.to, 10);
        std::ranges::replace(around, '\n', ' ');
        std::printf("%-16s %s: %s\n", std::string(find.kind).c_str(), m_path.c_str(), around.c_str());
    }

    bool m_shows;
    std::string m_path;
    std::size_t m_bytes = 0;
    double m_seconds = 0, m_mostSteps = 0;
    std::map<std::string, int> m_kinds;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc == 1)
        return throughput();
    const bool shows = std::string_view(argv[1]) == "-v";
    FalseFinds finds(shows);
    for (int i = shows ? 2 : 1; i < argc; ++i)
        finds.look(QString::fromLocal8Bit(argv[i]));
    finds.print();
    return 0;
}
