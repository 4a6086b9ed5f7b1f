#include "cli/completion.h"

#include "app/settingstable.h"
#include "cli/command.h"
#include "core/qtext.h"
#include "storage/storesettings.h"
#include "sync/profile.h"

#include <QRegularExpression>

namespace mimir::cli {
namespace {

/// One command, in a form that all three shells can use.
struct Entry {
    QString name; ///< "sync now"
    QString summary;
    std::vector<Option> options;
    QStringList operands; ///< possible words, if known
    bool files = false;   ///< operands are files
    QString ids;          ///< the scope of idsBeginning() for its operands; empty = none
};

/// The scope of ids that are not rows of the store.
constexpr auto kDevices = "devices";

QString scopeWord(IdScope scope)
{
    switch (scope) {
    case IdScope::Conversation:
        return QStringLiteral("conversations");
    case IdScope::Conflict:
        return QStringLiteral("conflicts");
    case IdScope::Item:
        break;
    }
    return QStringLiteral("items");
}

QStringList settingKeys()
{
    QStringList keys;
    for (const Setting &setting : allSettings())
        keys << toQString(setting.key);
    return keys;
}

QStringList typeNames()
{
    QStringList names;
    for (const EntityType type : kEntityTypes)
        names << toQString(typeName(type));
    return names;
}

std::vector<Entry> entries()
{
    std::vector<Entry> out;
    for (const CommandEntry &command : allCommands()) {
        const Command::Description described = command.make()->describe();
        Entry entry {toQString(command.name), described.summary, described.options, {}, false,
            described.ids ? scopeWord(*described.ids) : QString()};
        if (entry.name.startsWith(QLatin1String("settings "))
            && described.operands.contains(QLatin1String("KEY")))
            entry.operands = settingKeys();
        if (entry.name == QLatin1String("privacy preview"))
            entry.operands = typeNames();
        if (entry.name == QLatin1String("devices revoke"))
            entry.ids = QString::fromLatin1(kDevices);
        entry.files = described.operands.contains(QLatin1String("FILE"))
            || described.operands.contains(QLatin1String("PATH"));
        out.push_back(std::move(entry));
    }
    return out;
}

/// Groups and one-word commands, in the order of the help.
QStringList firstWords()
{
    return wordsAfter({}) << QStringLiteral("help");
}

/// "keyring|memory|file" -> those; a placeholder name -> none.
QStringList choicesOf(const Option &option)
{
    return option.value.contains(u'|') ? option.value.split(u'|') : QStringList();
}

bool isFile(const Option &option)
{
    return option.name == QLatin1String("bundle") || option.name == QLatin1String("path");
}

QString optionWords(const Entry &entry)
{
    QStringList words;
    for (const Option &option : entry.options)
        words << QStringLiteral("--") + option.name;
    return (words << QStringLiteral("--help")).join(u' ');
}

/// `case` lines for bash and zsh: the completions after a command's `--option`, and those elsewhere.
QString caseLines(const std::vector<Entry> &all)
{
    QString out;
    for (const Entry &entry : all) {
        for (const Option &option : entry.options) {
            if (option.value.isEmpty())
                continue;
            const QString what = isFile(option)
                ? QStringLiteral("files=1")
                : QStringLiteral("words='%1'").arg(choicesOf(option).join(u' '));
            out += QStringLiteral("        '%1 --%2') %3 ;;\n").arg(entry.name, option.name, what);
        }
    }
    for (const Entry &entry : all) {
        out += QStringLiteral("        '%1 '*) words='%2'; options='%3'%4%5 ;;\n")
                   .arg(entry.name, entry.operands.join(u' '), optionWords(entry),
                       entry.files ? QStringLiteral("; files=1") : QString(),
                       entry.ids.isEmpty() ? QString() : QStringLiteral("; ids=") + entry.ids);
    }
    return out;
}

QString groupLines()
{
    QString out;
    for (const QString &group : firstWords())
        if (const QStringList words = wordsAfter(group); !words.isEmpty())
            out += QStringLiteral("        '%1') words='%2' ;;\n").arg(group, words.join(u' '));
    return out;
}

// Shared by bash and zsh: the words before the cursor give the name of the command, `$name $prev` the
// completions.
constexpr auto kShared = R"sh(    local name= word skip= words= options= files= ids= profile=
    for word in "${before[@]}"; do
        if [ -n "$skip" ]; then skip=; profile=$word; continue; fi
        case $word in
            --profile) skip=1 ;;
            --profile=*) profile=${word#*=} ;;
            -*) ;;
            *) case $name in
                   '') name=$word ;;
                   *' '*) ;;
                   *) name="$name $word" ;;
               esac ;;
        esac
    done
    case $name in
        '') words='%1'; options='--profile --no-pager --help --version' ;;
%2    esac
    case "$name " in *' '*' '*|%3) case "$name $prev" in
%4    esac ;; esac
    case $prev in --profile) words=; options=; files=1; ids= ;; esac
    case $cur in -*) ids= ;; esac
    if [ -n "$ids" ]; then
        words="$words $(mimir ${profile:+--profile "$profile"} help --ids "$ids" "$cur" 2> /dev/null)"
    fi
)sh";

QString shared()
{
    QStringList single;
    for (const CommandEntry &command : allCommands())
        if (const QString name = toQString(command.name); !name.contains(u' '))
            single << u'\'' + name + QStringLiteral(" '");
    return QString::fromLatin1(kShared).arg(
        firstWords().join(u' '), groupLines(), single.join(u'|'), caseLines(entries()));
}

QString bash()
{
    return QStringLiteral("# bash completion for mimir, made by “mimir help --completion bash”\n"
                          "_mimir()\n{\n"
                          "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                          "    local before=(\"${COMP_WORDS[@]:1:COMP_CWORD-1}\")\n")
        + shared()
        + QStringLiteral("    case $cur in -*) words=$options ;; esac\n"
                         "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
                         "    if [ -n \"$files\" ] && [ \"${cur#-}\" = \"$cur\" ]; then\n"
                         "        compopt -o filenames 2> /dev/null\n"
                         "        COMPREPLY+=($(compgen -f -- \"$cur\"))\n"
                         "    fi\n"
                         "}\n"
                         "complete -F _mimir mimir\n");
}

QString zsh()
{
    return QStringLiteral("#compdef mimir\n"
                          "# zsh completion for mimir, made by “mimir help --completion zsh”\n"
                          "_mimir()\n{\n"
                          "    local cur=${words[CURRENT]} prev=${words[CURRENT-1]}\n"
                          "    local -a before\n"
                          "    before=(\"${(@)words[2,CURRENT-1]}\")\n")
        + shared()
              .replace(QLatin1String("skip= words= options="), QLatin1String("skip= fits= options="))
              .replace(QLatin1String("words=\"$words "), QLatin1String("fits=\"$fits "))
              .replace(QLatin1String("words='"), QLatin1String("fits='"))
              .replace(QLatin1String("words=;"), QLatin1String("fits=;"))
        + QStringLiteral("    case $cur in -*) fits=$options ;; esac\n"
                         "    compadd -- ${=fits}\n"
                         "    if [ -n \"$files\" ]; then _files; fi\n"
                         "}\n"
                         "_mimir \"$@\"\n");
}

QString quoted(QString value)
{
    return u'\'' + value.replace(u'\\', QLatin1String("\\\\")).replace(u'\'', QLatin1String("\\'")) + u'\'';
}

QString fish()
{
    QString out = QStringLiteral(
        "# fish completion for mimir, made by “mimir help --completion fish”\n"
        "function __mimir_is\n"
        "    set -l words (commandline -opc)[2..-1]\n"
        "    set -l name\n"
        "    set -l skip 0\n"
        "    for word in $words\n"
        "        if test $skip = 1; set skip 0; continue; end\n"
        "        switch $word\n"
        "            case --profile; set skip 1\n"
        "            case '-*'\n"
        "            case '*'; set -a name $word\n"
        "        end\n"
        "    end\n"
        "    set -l wanted (string split ' ' -- \"$argv[1]\")\n"
        "    test \"$argv[1]\" = ''; and begin; test (count $name) = 0; return; end\n"
        "    test \"$argv[2]\" = group; and begin; test \"$name\" = \"$argv[1]\"; return; end\n"
        "    set -l many (count $wanted)\n"
        "    test (count $name) -ge $many; and test \"$name[1..$many]\" = \"$argv[1]\"\n"
        "end\n"
        "function __mimir_ids\n"
        "    type -q mimir; or return\n"
        "    set -l words (commandline -opc)[2..-1]\n"
        "    set -l profile\n"
        "    if set -l at (contains -i -- --profile $words); set profile --profile $words[(math $at + 1)]; "
        "end\n"
        "    mimir $profile help --ids $argv[1] (commandline -ct) 2> /dev/null\n"
        "end\n"
        "complete -c mimir -f\n"
        "complete -c mimir -l profile -r -F\n"
        "complete -c mimir -l no-pager\n"
        "complete -c mimir -s h -l help\n");
    for (const QString &word : firstWords())
        out += QStringLiteral("complete -c mimir -n '__mimir_is \"\"' -a %1\n").arg(word);
    for (const Entry &entry : entries()) {
        if (entry.name.contains(u' '))
            out += QStringLiteral("complete -c mimir -n '__mimir_is %1 group' -a %2 -d %3\n")
                       .arg(entry.name.section(u' ', 0, 0), entry.name.section(u' ', 1),
                           quoted(entry.summary));
        const QString is = QStringLiteral("complete -c mimir -n '__mimir_is \"%1\"'").arg(entry.name);
        for (const Option &option : entry.options) {
            out += is + QStringLiteral(" -l %1").arg(option.name);
            if (isFile(option))
                out += QStringLiteral(" -r -F");
            else if (!option.value.isEmpty())
                out += QStringLiteral(" -x -a %1").arg(quoted(choicesOf(option).join(u' ')));
            out += QStringLiteral(" -d %1\n").arg(quoted(option.description));
        }
        if (!entry.operands.isEmpty())
            out += is + QStringLiteral(" -a %1\n").arg(quoted(entry.operands.join(u' ')));
        if (!entry.ids.isEmpty())
            out += is + QStringLiteral(" -a '(__mimir_ids %1)'\n").arg(entry.ids);
        if (entry.files)
            out += is + QStringLiteral(" -F\n");
    }
    return out;
}

} // namespace

std::optional<QString> completion(const QString &shell)
{
    if (shell == QLatin1String("bash"))
        return bash();
    if (shell == QLatin1String("zsh"))
        return zsh();
    return shell == QLatin1String("fish") ? std::optional(fish()) : std::nullopt;
}

QString completedIds(const QString &profile, const QString &scope, const QString &prefix)
{
    static constexpr std::size_t kMost = 200;
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9_.:-]+\\z"));
    const auto found = Profile::find(profile);
    if (!found || !found->checkOwner())
        return {};
    const auto database = Database::open(found->storePath(), {.readOnly = true, .mustExist = true});
    if (!database)
        return {};
    QStringList ids;
    for (const IdScope known : {IdScope::Conversation, IdScope::Item, IdScope::Conflict})
        if (scopeWord(known) == scope)
            if (const auto rows = idsBeginning(**database, known, prefix.toStdString(), kMost))
                for (const std::string &id : *rows)
                    ids << QString::fromStdString(id);
    if (scope == QLatin1String(kDevices)) {
        const std::string known = StoreSettings(**database).text("device_ids");
        for (const QString &id : QString::fromStdString(known).split(u'\n'))
            if (id.startsWith(prefix) && static_cast<std::size_t>(ids.size()) < kMost)
                ids << id;
    }
    return ids.filter(plain).join(u'\n');
}

} // namespace mimir::cli
