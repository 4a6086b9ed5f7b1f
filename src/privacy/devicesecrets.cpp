#include "privacy/devicesecrets.h"

#include "core/qtext.h"
#include "core/regularfile.h"
#include "core/text.h"
#include "privacy/calls/secretfiles.h"
#include "privacy/secretnames.h"
#include "privacy/valuesoffile.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QProcessEnvironment>

#include <algorithm>
#include <array>
#include <utility>

namespace mimir {
namespace {

constexpr qint64 kLargestFile = 256 << 10;
constexpr int kMostFolders = 64, kMostEntries = 500; ///< of a workspace; in one folder
constexpr int kMostFiles = 256;                      ///< that are remembered
constexpr Millis kPause = 10'000;                    ///< between two looks at a folder

// Relative to the person's folder.
constexpr auto kOwnFiles = std::to_array<const char *>({".netrc", "_netrc", ".aws/credentials", ".npmrc",
    ".yarnrc.yml", ".git-credentials", ".config/git/credentials", ".pypirc", ".pgpass", ".my.cnf",
    ".docker/config.json", ".config/gh/hosts.yml", ".config/glab-cli/config.yml", ".cargo/credentials.toml",
    ".cargo/credentials", ".gem/credentials", ".composer/auth.json", ".config/composer/auth.json",
    ".m2/settings.xml", ".nuget/NuGet/NuGet.Config", ".gradle/gradle.properties", ".vault-token",
    ".terraform.d/credentials.tfrc.json", ".kube/config", ".boto", ".s3cfg", ".config/rclone/rclone.conf",
    ".cache/huggingface/token", ".huggingface/token", ".codex/auth.json", ".claude/.credentials.json",
    ".config/gcloud/application_default_credentials.json", ".azure/accessTokens.json",
    ".config/doctl/config.yaml", ".config/hcloud/cli.toml", ".fly/config.yml", ".netlify/config.json", ".env",
    ".config/containers/auth.json", ".modal.toml", ".kaggle/kaggle.json", ".wakatime.cfg", ".smbcredentials",
    // what shells put into the environment of agents
    ".bashrc", ".bash_profile", ".profile", ".zshrc", ".zshenv", ".zprofile", ".envrc", ".pam_environment",
    ".config/fish/config.fish", ".config/environment.d/50-user.conf"});

bool isPassedOver(const QString &folder)
{
    static const QStringList names {
        "node_modules", "vendor", "target", "build", "dist", "venv", "__pycache__"};
    return folder.startsWith(u'.') || names.contains(folder);
}

void eachSecretOf(const std::vector<std::string> &environment, const TakeValue &take)
{
    for (std::string_view value : environment) {
        const std::string_view name = takeUntil(value, '=');
        // SECRET_X, which no other text calls one
        const bool speaks = speaksOfSecrets(name) && std::ranges::any_of(value, isDigit);
        valueOfVariable(speaks && meaningOf(name) < NameMeans::Pass ? "secret" : name, value, take);
    }
}

} // namespace

DeviceSecrets::DeviceSecrets(const Clock &clock, QString home, const std::vector<std::string> &environment)
    : m_clock(clock), m_home(std::move(home))
{
    eachSecretOf(environment, [this](std::string_view secret) { m_values.add(secret); });
}

std::vector<std::string> DeviceSecrets::environmentOfProcess()
{
    std::vector<std::string> out;
    for (const QString &variable : QProcessEnvironment::systemEnvironment().toStringList())
        out.push_back(variable.toStdString());
    return out;
}

std::vector<ValueForm> DeviceSecrets::formsOf(
    const std::vector<std::string> &environment, std::string_view key)
{
    std::vector<ValueForm> forms;
    eachSecretOf(environment, [&](std::string_view secret) {
        if (auto form = DeviceValues::formOf(secret, key))
            forms.push_back(std::move(*form));
    });
    return forms;
}

DeviceSecrets::DeviceSecrets(const Clock &clock)
    : DeviceSecrets(clock, QDir::homePath(), environmentOfProcess())
{
}

void DeviceSecrets::lookAt(std::string_view workspace)
{
    constexpr std::size_t most = 256;
    if (m_lookedAt.size() >= most)
        m_lookedAt.clear();
    const auto [entry, isNew] = m_lookedAt.try_emplace(std::string(workspace), m_clock.elapsed());
    if (!isNew && m_clock.elapsed() - entry->second < kPause)
        return;
    entry->second = m_clock.elapsed();
    if (!m_home.isEmpty())
        for (const char *file : kOwnFiles)
            lookAtFile(m_home + u'/' + QLatin1String(file));
    m_folders = 0;
    const QString folder = toQString(workspace);
    if (QDir::isAbsolutePath(folder))
        lookAtFolder(QDir::cleanPath(folder), 1);
}

// With the folders in it, which is where the parts of a large project have their own files.
void DeviceSecrets::lookAtFolder(const QString &path, int depth)
{
    if (++m_folders > kMostFolders)
        return;
    QDirIterator entries(path, QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
    for (int i = 0; i < kMostEntries && entries.hasNext(); ++i) {
        const QFileInfo entry(entries.next());
        if (entry.isDir() && !entry.isSymLink()) {
            if (depth > 0 && !isPassedOver(entry.fileName()))
                lookAtFolder(entry.filePath(), depth - 1);
        } else if (isSecretFile(entry.filePath().toStdString())) {
            lookAtFile(entry.filePath());
        }
    }
}

void DeviceSecrets::lookAtFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile() || info.size() > kLargestFile || info.size() == 0)
        return;
    const std::pair state(info.lastModified().toMSecsSinceEpoch(), info.size());
    if (const auto known = m_files.find(path); known != m_files.end() && known->second == state)
        return;
    if (m_files.size() >= kMostFiles)
        m_files.clear();
    m_files[path] = state;
    const auto bytes = readRegular(path, kLargestFile);
    if (bytes)
        eachValueOf({bytes->data(), static_cast<std::size_t>(bytes->size())},
            [this](std::string_view value) { m_values.add(value); });
}

} // namespace mimir
