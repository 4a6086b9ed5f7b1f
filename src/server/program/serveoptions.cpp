#include "server/program/serveoptions.h"

#include "core/text.h"

namespace mimir::server {
namespace {

constexpr int kLongestDrain = 3600;

struct Option {
    const char *name;
    const char *value; ///< what its value is; "" = a switch
    const char *preset;
};

constexpr Option kOptions[] = {
    {"listen", "ADDRESS:PORT", "127.0.0.1:8787"},
    {"port-file", "FILE", ""},
    {"insecure-listen", "", ""},
    {"listen-database", "URL", ""},
    {"tls-cert", "FILE", ""},
    {"tls-key", "FILE", ""},
    {"trusted-proxy", "ADDRESS[/BITS]", ""},
    {"public-url", "URL", ""},
    {"metrics", "ADDRESS:PORT", ""},
    {"metrics-port-file", "FILE", ""},
    {"log", "stderr|FILE", "stderr"},
    {"drain-seconds", "N", "0"},
};

Error usage(std::string why)
{
    return Error {ErrorCode::Usage, std::move(why)};
}

class Settings {
public:
    Settings()
    {
        for (const Option &option : kOptions) {
            QCommandLineOption added(QString::fromLatin1(option.name));
            added.setValueName(QString::fromLatin1(option.value));
            m_parser.addOption(added);
        }
    }
    QCommandLineParser &parser() { return m_parser; }

    QStringList values(const Option &option) const
    {
        const QString name = QString::fromLatin1(option.name);
        if (m_parser.isSet(name))
            return m_parser.values(name);
        const QString set = qEnvironmentVariable(environmentName(option).constData());
        if (set.isEmpty())
            return *option.preset ? QStringList(QString::fromLatin1(option.preset)) : QStringList();
        return set.split(u',', Qt::SkipEmptyParts);
    }
    QString value(const char *name) const
    {
        const QStringList all = values(named(name));
        return all.isEmpty() ? QString() : all.last().trimmed();
    }
    QStringList list(const char *name) const { return values(named(name)); }
    bool isOn(const char *name) const
    {
        if (m_parser.isSet(QString::fromLatin1(name)))
            return true;
        const QString set = qEnvironmentVariable(environmentName(named(name)).constData()).toLower();
        return set == u"1" || set == u"yes" || set == u"true";
    }

private:
    static const Option &named(std::string_view name)
    {
        return *std::find_if(
            std::begin(kOptions), std::end(kOptions), [&](const Option &one) { return one.name == name; });
    }
    static QByteArray environmentName(const Option &option)
    {
        return "MIMIR_SERVER_" + QByteArray(option.name).toUpper().replace('-', '_');
    }
    QCommandLineParser m_parser;
};

struct Endpoint {
    std::string address;
    std::uint16_t port = 0;
};

// "127.0.0.1:8787", "[::1]:0"
std::optional<Endpoint> parseEndpoint(const std::string &text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon + 1 == text.size())
        return std::nullopt;
    Endpoint endpoint;
    endpoint.address = text.substr(0, colon);
    if (endpoint.address.size() > 2 && endpoint.address.front() == '[' && endpoint.address.back() == ']')
        endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
    const auto port = numberIn<decltype(endpoint.port)>(std::string_view(text).substr(colon + 1));
    endpoint.port = port.value_or(0);
    return port ? std::optional(endpoint) : std::nullopt;
}

Result<void> readPlace(const Settings &settings, ServeOptions &options)
{
    const auto endpoint = parseEndpoint(settings.value("listen").toStdString());
    if (!endpoint)
        return usage("use --listen ADDRESS:PORT");
    options.server.address = endpoint->address;
    options.server.port = endpoint->port;
    const std::string certificate = settings.value("tls-cert").toStdString();
    const std::string key = settings.value("tls-key").toStdString();
    if (certificate.empty() != key.empty())
        return usage("TLS needs both --tls-cert and --tls-key");
    if (!certificate.empty())
        options.server.tls = TlsFiles {certificate, key};
    else if (!isLoopback(endpoint->address) && !settings.isOn("insecure-listen"))
        return usage("without --tls-cert and --tls-key this server listens on this computer only. Put a TLS "
                     "proxy in front of it and use --insecure-listen, if no one else can listen in between");
    return {};
}

Result<void> readProxy(const Settings &settings, ServeOptions &options)
{
    for (const QString &text : settings.list("trusted-proxy")) {
        const auto network = Network::parse(text.trimmed().toStdString());
        if (!network)
            return usage("\"" + text.toStdString()
                + "\" is not a proxy address: use --trusted-proxy "
                  "10.0.0.5 or 10.0.0.0/24");
        options.server.trustedProxies.push_back(*network);
    }
    QString url = settings.value("public-url");
    while (url.endsWith(u'/'))
        url.chop(1);
    if (!url.isEmpty() && !url.startsWith(u"https://") && !url.startsWith(u"http://"))
        return usage("use --public-url https://mimir.example.org");
    options.server.publicUrl = url.toStdString();
    return {};
}

Result<void> readOperation(const Settings &settings, ServeOptions &options)
{
    if (const QString metrics = settings.value("metrics"); !metrics.isEmpty()) {
        const auto endpoint = parseEndpoint(metrics.toStdString());
        if (!endpoint || !isLoopback(endpoint->address))
            return usage("use --metrics 127.0.0.1:PORT: metrics are for this computer only");
        options.server.metrics = {endpoint->address, endpoint->port};
    }
    if (const QString log = settings.value("log"); log != u"stderr")
        options.log.file = log.toStdString();
    bool isNumber = false;
    const int seconds = settings.value("drain-seconds").toInt(&isNumber);
    if (!isNumber || seconds < 0 || seconds > kLongestDrain)
        return usage("use --drain-seconds N, 0 to 3600");
    options.drain = std::chrono::seconds(seconds);
    return {};
}

} // namespace

Result<ServeOptions> readServeOptions(const Invocation &invocation)
{
    Settings settings;
    if (!settings.parser().parse(QStringList(QStringLiteral("serve")) + invocation.arguments))
        return usage(settings.parser().errorText().toStdString());
    if (!settings.parser().positionalArguments().isEmpty())
        return usage("serve takes only options");
    ServeOptions options;
    options.server.dataDirectory = invocation.dataDirectory;
    options.server.databaseUrl = invocation.databaseUrl.toStdString();
    options.server.listenDatabaseUrl = settings.value("listen-database").toStdString();
    options.portFile = settings.value("port-file");
    options.metricsPortFile = settings.value("metrics-port-file");
    MIMIR_TRY(readPlace(settings, options));
    MIMIR_TRY(readProxy(settings, options));
    MIMIR_TRY(readOperation(settings, options));
    return options;
}

} // namespace mimir::server
