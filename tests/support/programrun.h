// The real command line program, run as by a script: in a pipe, without a session bus, in plain English.
#pragma once

#include <QEventLoop>
#include <QProcess>
#include <QStringList>
#include <QTimer>

namespace mimir::test {

struct Outcome {
    int code = -1; ///< -1: it crashed or did not exit
    QByteArray out;
    QByteArray err;
};

/// Keeps this process's event loop running meanwhile, so that a fake server in it can answer.
inline Outcome runProgram(const QString &program, const QStringList &words, const QByteArray &input = {},
    const QList<std::pair<QString, QString>> &environment = {})
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    for (const char *name :
        {"MIMIR_PROFILE", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE"})
        variables.remove(QLatin1String(name));
    for (const auto &[name, value] : environment)
        variables.insert(name, value);
    process.setProcessEnvironment(variables);
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
    process.start(program, words);
    process.write(input);
    process.closeWriteChannel();
    if (process.state() != QProcess::NotRunning)
        loop.exec();
    if (process.state() != QProcess::NotRunning || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace mimir::test
