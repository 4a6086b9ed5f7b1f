#include "tray/program/commandline.h"

#include "app/settings.h"
#include "sync/owner/ownerclient.h"
#include "tray/program/heartbeat.h"
#include "tray/program/trayapplication.h"
#include "tray/program/windowlocation.h"
#include "tray/widgets/interfacelanguage.h"
#include "tray/widgets/questions.h"
#include "tray/widgets/stateicon.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QSessionManager>
#include <QSocketNotifier>
#include <QThread>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

namespace mimir {
namespace {

constexpr int kDone = 0, kFailed = 1, kUsage = 2;

int g_signalPipe[2] = {-1, -1};

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(g_signalPipe[0], &byte, 1);
}

// SIGTERM and the like end the program as Quit does.
void quitOnSignals(QCoreApplication &application)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, g_signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(g_signalPipe[1], QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) {
        struct sigaction action { };
        action.sa_handler = onSignal;
        ::sigaction(number, &action, nullptr);
    }
    std::signal(SIGPIPE, SIG_IGN);
}

// If the session restarted it too, a second start would open the window at each login.
void leaveRestartToAutostart(QGuiApplication &application)
{
    QObject::connect(&application, &QGuiApplication::saveStateRequest,
        [](QSessionManager &session) { session.setRestartHint(QSessionManager::RestartNever); });
}

// The user's own choice is in the profile, which the command line names: it is looked for before the
// arguments are parsed, since their errors are reported in that language, too.
QString chosenLanguage()
{
    const QStringList words = QCoreApplication::arguments();
    const qsizetype at = words.indexOf(QLatin1String("--profile"));
    QString directory = at < 0 ? QString() : words.value(at + 1);
    for (const QString &word : words)
        if (word.startsWith(QLatin1String("--profile=")))
            directory = word.section(u'=', 1);
    const auto profile = Profile::find(directory);
    return profile
        ? QString::fromStdString(Settings(*profile, Settings::Damage::LeaveAlone).value(settings::kLanguage))
        : QStringLiteral("system");
}

void complain(const QString &text)
{
    std::fprintf(stderr, "mimir-tray: %s\n", qUtf8Printable(text));
}

// The first instance may still be starting, and a headless owner has no window: asked for up to three
// seconds. A stopped instance accepts the question but never answers. The answer says where it is.
std::optional<WindowLocation> showFirstInstance(const Profile &profile)
{
    json::Object request = OwnerCommand(OwnerCommand::Kind::Show).encode();
    request.set("where", WindowLocation::here().toObject().toJson());
    QElapsedTimer timer;
    for (timer.start(); timer.elapsed() < 3000; QThread::msleep(200))
        if (const auto answer = OwnerClient(TrayApplication::socketPath(profile)).ask(request, 1000))
            return WindowLocation::of(*answer);
    return std::nullopt;
}

struct Options {
    QString profile;
    TrayApplication::Start start = TrayApplication::Start::Window;
};

std::optional<Options> parse(const QCoreApplication &application, int &exitCode)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "CommandLine", "Keeps the history of AI coding agents safe and in step."));
    const QCommandLineOption profile(QStringLiteral("profile"),
        QCoreApplication::translate("CommandLine", "Directory that holds everything of one profile."),
        QStringLiteral("DIR"));
    const QCommandLineOption minimized(
        QStringLiteral("minimized"), QCoreApplication::translate("CommandLine", "Start without a window."));
    parser.addOptions({profile, minimized});
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    exitCode = kUsage;
    if (!parser.parse(application.arguments())) {
        complain(parser.errorText());
        return std::nullopt;
    }
    if (parser.isSet(help) || parser.isSet(version)) {
        const QString text = parser.isSet(help)
            ? parser.helpText()
            : QStringLiteral("mimir-tray %1\n").arg(QCoreApplication::applicationVersion());
        std::fputs(qUtf8Printable(text), stdout);
        exitCode = kDone;
        return std::nullopt;
    }
    if (!parser.positionalArguments().isEmpty()) {
        complain(QCoreApplication::translate("CommandLine", "Unexpected argument: %1")
                     .arg(parser.positionalArguments().constFirst()));
        return std::nullopt;
    }
    if (parser.isSet(profile) && parser.value(profile).isEmpty()) {
        complain(QCoreApplication::translate("CommandLine", "--profile needs a directory"));
        return std::nullopt;
    }
    return Options {parser.value(profile),
        parser.isSet(minimized) ? TrayApplication::Start::Minimized : TrayApplication::Start::Window};
}

bool asksForText(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i)
        for (const char *word : {"--version", "-v", "--help", "-h"})
            if (std::strcmp(argv[i], word) == 0)
                return true;
    return false;
}

// The user who started it from the desktop sees neither the first one's window nor a terminal. At login no one has
// asked for a window.
int sayWhy(const QString &why, const QString &explanation, TrayApplication::Start start)
{
    if (start == TrayApplication::Start::Minimized)
        return kFailed;
    auto *box = new QuestionBox(
        QuestionBox::Kind::Question, QStringLiteral("Mimir Sync"), why, explanation, nullptr);
    box->addClose();
    QObject::connect(box, &QObject::destroyed, qApp, &QCoreApplication::quit);
    raiseWindow(box);
    QApplication::exec();
    return kFailed;
}

int startSecond(const Profile &profile, const QString &place, TrayApplication::Start start)
{
    const auto first = showFirstInstance(profile);
    const WindowLocation where = first ? *first : readWindowLocation(place);
    if (!WindowLocation::here().sees(where)) {
        complain(where.sentence());
        return sayWhy(QCoreApplication::translate("CommandLine", "Mimir Sync is open elsewhere"),
            where.sentence(), start);
    }
    if (first)
        return kDone;
    const QString silent = QCoreApplication::translate(
        "CommandLine", "Mimir Sync is running for this profile but is not responding.");
    complain(silent);
    return sayWhy(silent, errorSentence(ErrorCode::OwnerSilent), start);
}

int runApplication(QApplication &application, const Options &options, InterfaceLanguage &language)
{
    const auto profile = Profile::open(options.profile);
    if (!profile) {
        complain(
            errorSentence(profile.error().code) + QStringLiteral(" (%1)").arg(errorReason(profile.error())));
        return kFailed;
    }
    SyncLock instance(profile->directory() + QStringLiteral("/tray.lock"));
    const QString place = profile->directory() + QStringLiteral("/tray.json");
    if (const auto locked = instance.acquire(); locked)
        writeWindowLocation(place, WindowLocation::here());
    else if (locked.error().code == ErrorCode::Locked)
        return startSecond(*profile, place, options.start);
    const SystemClock clock;
    TrayApplication tray(*profile, clock, language);
    quitOnSignals(application);
    leaveRestartToAutostart(application);
    Heartbeat::startWhereWanted(&tray);
    tray.start(options.start);
    const int code = QApplication::exec();
    // Syncing can be killed safely at any moment: what does not finish in time is not waited for.
    if (!tray.stop())
        std::_Exit(code);
    return code;
}

} // namespace

int runTray(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("mimir-tray"));
    int exitCode = kFailed;
    if (asksForText(argc, argv)) { // needs no display
        QCoreApplication application(argc, argv);
        InterfaceLanguage language;
        language.use(chosenLanguage());
        (void)parse(application, exitCode);
        return exitCode;
    }
    QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Mimir Sync"));
    QGuiApplication::setDesktopFileName(QStringLiteral("mimir-tray"));
    QApplication::setQuitOnLastWindowClosed(false);
    QApplication::setWindowIcon(programIcon());
    InterfaceLanguage language;
    language.use(chosenLanguage());
    const auto options = parse(application, exitCode);
    return options ? runApplication(application, *options, language) : exitCode;
}

} // namespace mimir
