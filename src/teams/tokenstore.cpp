#include "teams/tokenstore.h"

#include "core/durablefile.h"
#include "core/filelock.h"
#include "core/json/json.h"
#include "core/regularfile.h"

#include <QFile>
#include <QFileInfo>
#include <QObject>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <map>

namespace mimir {
namespace {

using Tokens = std::optional<std::string>;

constexpr std::chrono::seconds kLockPatience {1};
constexpr qint64 kMostBytes = 4 << 20; // of thousands of sign-ins

/// Calls back from the event loop, and not at all once the store is gone.
class Later {
public:
    template <typename Callback, typename T>
    void call(Callback callback, T outcome)
    {
        QMetaObject::invokeMethod(
            &m_context, [callback = std::move(callback), outcome = std::move(outcome)] { callback(outcome); },
            Qt::QueuedConnection);
    }

private:
    QObject m_context;
};

// What was found in its place says more than that it cannot be used.
std::string whyNot(const Error &error, const char *otherwise)
{
    return error.code == ErrorCode::NotAFile ? error.message : otherwise;
}

class MemoryTokenStore final : public TokenStore {
public:
    void read(const std::string &key, Read done) override
    {
        const auto at = m_tokens.find(key);
        m_later.call(std::move(done), Result<Tokens>(at == m_tokens.end() ? Tokens() : Tokens(at->second)));
    }
    void write(const std::string &key, const std::string &secret, Written done) override
    {
        m_tokens[key] = secret;
        m_later.call(std::move(done), Result<void>());
    }
    void remove(const std::string &key, Written done) override
    {
        m_tokens.erase(key);
        m_later.call(std::move(done), Result<void>());
    }
    Kind kind() const override { return Kind::Memory; }

private:
    std::map<std::string, std::string> m_tokens;
    Later m_later;
};

/// {"key":"token", …}
class FileTokenStore final : public TokenStore {
public:
    explicit FileTokenStore(const QString &path) : m_path(path) { }

    void read(const std::string &key, Read done) override { m_later.call(std::move(done), readNow(key)); }
    void write(const std::string &key, const std::string &secret, Written done) override
    {
        m_later.call(std::move(done),
            change(Purpose::Store, [&](json::Object &tokens) { tokens.setText(key, secret); }));
    }
    void remove(const std::string &key, Written done) override
    {
        m_later.call(
            std::move(done), change(Purpose::Remove, [&](json::Object &tokens) { tokens.remove(key); }));
    }
    Kind kind() const override { return Kind::File; }
    Result<json::Object> load() const;

private:
    /// On a full disk, which has no room even for the lock, a token can still be removed.
    enum class Purpose : std::uint8_t { Store, Remove };
    static Error error(std::string what) { return {ErrorCode::TokenFile, std::move(what), std::nullopt}; }
    static Result<void> makePrivate(const OpenedFile &file);
    Result<Tokens> readNow(const std::string &key) const;
    template <typename F>
    Result<void> change(Purpose purpose, F edit) const;
    Result<void> save(const json::Object &tokens, Purpose purpose) const;
    Result<void> overwrite(std::string_view shorter) const;

    QString m_path;
    Later m_later;
};

// Reading a token that others could read does no further harm; but no one else may read the next one.
Result<void> FileTokenStore::makePrivate(const OpenedFile &file)
{
    struct stat status = {};
    if (fstat(file.get(), &status) != 0 || status.st_uid != geteuid())
        return error("the token file belongs to someone else");
    if ((status.st_mode & 0077) != 0 && fchmod(file.get(), 0600) != 0)
        return error("other users can read the token file");
    return {};
}

Result<json::Object> FileTokenStore::load() const
{
    auto file = openRegular(m_path, O_RDONLY);
    if (!file && file.error().code == ErrorCode::NotFound)
        return json::Object();
    if (!file)
        return error(whyNot(file.error(), "the token file cannot be read"));
    MIMIR_TRY(makePrivate(*file));
    const auto text = readFrom(std::move(*file), m_path, kMostBytes);
    if (!text)
        return error("the token file cannot be read");
    auto tokens = json::parseObject(text->toStdString());
    return tokens ? tokens : Result<json::Object>(error("the token file is damaged"));
}

Result<Tokens> FileTokenStore::readNow(const std::string &key) const
{
    const auto tokens = load();
    MIMIR_TRY(tokens);
    return tokens->text(key);
}

template <typename F>
Result<void> FileTokenStore::change(Purpose purpose, F edit) const
{
    // The tray and the command line may both store a token at the same time.
    const auto lock = FileLock::take(m_path, kLockPatience);
    const bool isFull = !lock && lock.error().code == ErrorCode::StoreFull;
    if (isFull && purpose == Purpose::Store)
        return error("the disk is full");
    if (!lock && !isFull)
        return error(whyNot(lock.error(), "the token file is locked"));
    if (const auto isFile = checkRegular(m_path); !isFile)
        return error(isFile.error().message);
    auto tokens = load();
    const json::Object before = tokens ? *tokens : json::Object(); // the next sign-in repairs a damaged file
    json::Object after = before;
    edit(after);
    return tokens && after == before ? Result<void>() : save(after, purpose);
}

Result<void> FileTokenStore::save(const json::Object &tokens, Purpose purpose) const
{
    if (purpose == Purpose::Remove && tokens.members().empty())
        return ::unlink(QFile::encodeName(QFileInfo(m_path).canonicalFilePath()).constData()) == 0
            ? Result<void>()
            : error("the token file cannot be removed");
    const std::string text = tokens.toJson();
    const auto written = writeDurably(m_path, text, FileMode::Private);
    if (!written && written.error().code == ErrorCode::StoreFull)
        return purpose == Purpose::Remove ? overwrite(text) : error("the disk is full");
    return written ? Result<void>() : error("the token file cannot be written");
}

// In its place, and only in what it has: that needs no room.
Result<void> FileTokenStore::overwrite(std::string_view shorter) const
{
    const auto file = openRegular(m_path, O_WRONLY);
    const auto size = static_cast<ssize_t>(shorter.size());
    const bool done = file && ::pwrite(file->get(), shorter.data(), shorter.size(), 0) == size
        && ::ftruncate(file->get(), size) == 0 && ::fsync(file->get()) == 0;
    return done ? Result<void>() : error("the disk is full");
}

} // namespace

std::unique_ptr<TokenStore> makeMemoryTokenStore()
{
    return std::make_unique<MemoryTokenStore>();
}
std::unique_ptr<TokenStore> makeFileTokenStore(const QString &path)
{
    return std::make_unique<FileTokenStore>(path);
}

Result<void> checkTokenFile(const QString &path)
{
    const auto tokens = FileTokenStore(path).load();
    return tokens ? Result<void>() : tokens.error();
}

} // namespace mimir
