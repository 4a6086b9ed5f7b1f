#include "tray/setup/trialserver.h"

#include "core/durablefile.h"
#include "core/regularfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTimer>

#include <csignal>
#include <sys/prctl.h>

namespace mimir {
namespace {

const QString kEmail = QStringLiteral("me@this-computer.invalid");

QString serverProgram()
{
    const QString name = QStringLiteral("mimir-teams-server");
    const QString beside = QCoreApplication::applicationDirPath() + u'/' + name;
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(name);
}

bool keep(const QString &path, const QByteArray &bytes)
{
    return writeDurably(path, bytes.toStdString(), FileMode::Private).ok();
}

QByteArray contents(const QString &path)
{
    const auto text = readRegular(path, 4096);
    return text ? text->trimmed() : QByteArray();
}

} // namespace

TrialServer::TrialServer(const Profile &profile, QObject *parent)
    : QObject(parent), m_directory(profile.directory() + QStringLiteral("/trial-server"))
{
}

TrialServer::~TrialServer()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.disconnect(this);
    m_process.terminate();
    if (!m_process.waitForFinished(500))
        m_process.kill();
    m_process.waitForFinished(500);
}

QString TrialServer::file(const char *name) const
{
    return m_directory + u'/' + QLatin1String(name);
}

bool TrialServer::exists() const
{
    return QFileInfo::exists(file("made"));
}

std::string TrialServer::address() const
{
    return "http://127.0.0.1:" + contents(file("port")).toStdString();
}

void TrialServer::end()
{
    if (m_process.state() != QProcess::NotRunning)
        m_process.terminate();
}

void TrialServer::start(Done done)
{
    m_done = std::move(done);
    if (m_process.state() != QProcess::NotRunning)
        return waitForPort(50);
    if (serverProgram().isEmpty())
        return answer(Error {ErrorCode::NotFound, "mimir-teams-server is not installed"});
    if (!QDir().mkpath(m_directory)
        || !QFile::setPermissions(m_directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return answer(Error {ErrorCode::StoreReadOnly, "the profile cannot be written to"});
    if (exists())
        serve();
    else
        addUser();
}

void TrialServer::addUser()
{
    QByteArray secret(24, Qt::Uninitialized);
    QRandomGenerator::system()->generate(secret.begin(), secret.end());
    const QByteArray typed = secret.toBase64(QByteArray::Base64UrlEncoding);
    if (!keep(file("password"), typed))
        return answer(Error {ErrorCode::StoreReadOnly, "the profile cannot be written to"});
    auto *add = new QProcess(this);
    connect(add, &QProcess::finished, this, [this, add](int code) {
        add->deleteLater();
        if (code != 0 || !keep(file("made"), "1\n"))
            return answer(Error {ErrorCode::StoreFailed, "the account could not be created"});
        serve();
    });
    add->setStandardErrorFile(QProcess::nullDevice());
    add->start(serverProgram(),
        {QStringLiteral("--data"), m_directory, QStringLiteral("user"), QStringLiteral("add"), kEmail,
            QStringLiteral("--name"), QStringLiteral("This computer"), QStringLiteral("--password-stdin")});
    add->write(typed + '\n');
    add->closeWriteChannel();
}

// The same port as last time, so that the account's address stays valid; another only while it has none.
void TrialServer::serve()
{
    QFile::remove(file("port.now"));
    const QByteArray port = contents(file("port"));
    m_process.setProgram(serverProgram());
    m_process.setArguments(
        {QStringLiteral("--data"), m_directory, QStringLiteral("serve"), QStringLiteral("--listen"),
            QStringLiteral("127.0.0.1:") + (port.isEmpty() ? QStringLiteral("0") : QString::fromLatin1(port)),
            QStringLiteral("--port-file"), file("port.now")});
    // The server dies with a killed tray.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.start();
    waitForPort(50);
}

void TrialServer::waitForPort(int triesLeft)
{
    const QByteArray port = contents(file("port.now"));
    if (!port.isEmpty()) {
        (void)keep(file("port"), port);
        SignInRequest request;
        request.server = QStringLiteral("http://127.0.0.1:") + QString::fromLatin1(port);
        request.email = kEmail.toStdString();
        request.password = contents(file("password")).toStdString();
        return answer(request);
    }
    if (triesLeft == 0)
        return answer(Error {ErrorCode::Timeout, "the server did not start in time"});
    QTimer::singleShot(100, this, [this, triesLeft] { waitForPort(triesLeft - 1); });
}

void TrialServer::answer(const Result<SignInRequest> &result)
{
    if (const Done done = std::exchange(m_done, nullptr))
        QMetaObject::invokeMethod(
            this, [done, result] { done(result); }, Qt::QueuedConnection);
}

} // namespace mimir
