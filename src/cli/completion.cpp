#include "cli/completion.h"

#include "app/settingstable.h"
#include "cli/command.h"
#include "cli/completedids.h"
#include "core/privacylevel.h"
#include "core/qtext.h"

namespace mimir::cli {
namespace {

/// One command, in a form that all three shells can use.
struct Entry {
    QString name; ///< "sync now"
    QString summary;
    std::vector<Option> options;
    QStringList operands; ///< possible words, if known
    bool files = false;   ///< operands are files
    QString ids;          ///< the scope of completedIds() for its operands; empty = none
    /// An operand after which the next one is an id of this scope.
    std::vector<std::pair<QString, QString>> idsAfter;
};

QString idsOf(const QString &command)
{
    if (command == QLatin1String("devices revoke"))
        return QString::fromLatin1(kDeviceScope);
    if (command == QLatin1String("trash show") || command == QLatin1String("trash restore"))
        return QString::fromLatin1(kTrashScope);
    return {};
}

// Of an option's value.
QString idsOf(const Option &option)
{
    if (option.name == QLatin1String("conversation"))
        return completionScope(IdScope::Conversation);
    return option.name == QLatin1String("id") ? completionScope(IdScope::Item) : QString();
}

QStringList ruleWords()
{
    QStringList words = QStringLiteral("conversation workspace repository agent none").split(u' ');
    for (const std::string_view level : kPrivacyLevelNames)
        words << toQString(level);
    return words;
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
            described.ids ? completionScope(*described.ids) : idsOf(toQString(command.name)), {}};
        if (entry.name.startsWith(QLatin1String("settings "))
            && described.operands.contains(QLatin1String("KEY")))
            entry.operands = settingKeys();
        if (entry.name == QLatin1String("privacy preview"))
            entry.operands = typeNames();
        if (entry.name == QLatin1String("privacy rule")) {
            entry.operands = ruleWords();
            entry.idsAfter = {{QStringLiteral("conversation"), completionScope(IdScope::Conversation)}};
        }
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
            const QString ids = idsOf(option);
            const QString what = isFile(option)
                ? QStringLiteral("files=1")
                : QStringLiteral("words='%1'").arg(choicesOf(option).join(u' '));
            out += QStringLiteral("        '%1 --%2') %3%4 ;;\n")
                       .arg(entry.name, option.name, what,
                           ids.isEmpty() ? QString() : QStringLiteral("; ids=") + ids);
        }
        for (const auto &[word, ids] : entry.idsAfter)
            out += QStringLiteral("        '%1 %2') ids=%3 ;;\n").arg(entry.name, word, ids);
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
        words="$words $(mimir ${profile:+"--profile=$profile"} help --ids "$ids" "$cur" 2> /dev/null)"
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

constexpr auto kFish = R"fish(# fish completion for mimir, made by “mimir help --completion fish”
function __mimir_is
    set -l words (commandline -opc)[2..-1]
    set -l name
    set -l skip 0
    for word in $words
        if test $skip = 1; set skip 0; continue; end
        switch $word
            case --profile; set skip 1
            case '-*'
            case '*'; set -a name $word
        end
    end
    set -l wanted (string split ' ' -- "$argv[1]")
    test "$argv[1]" = ''; and begin; test (count $name) = 0; return; end
    test "$argv[2]" = group; and begin; test "$name" = "$argv[1]"; return; end
    set -l many (count $wanted)
    test (count $name) -ge $many; and test "$name[1..$many]" = "$argv[1]"
end
function __mimir_ids
    type -q mimir; or return
    set -l words (commandline -opc)[2..-1]
    set -l profile
    if set -l at (contains -i -- --profile $words); set profile --profile $words[(math $at + 1)]; end
    mimir $profile help --ids $argv[1] (commandline -ct) 2> /dev/null
end
complete -c mimir -f
complete -c mimir -l profile -r -F
complete -c mimir -l no-pager
complete -c mimir -s h -l help
)fish";

// The lines of one command.
QString fishLines(const Entry &entry)
{
    QString out;
    if (entry.name.contains(u' '))
        out += QStringLiteral("complete -c mimir -n '__mimir_is %1 group' -a %2 -d %3\n")
                   .arg(entry.name.section(u' ', 0, 0), entry.name.section(u' ', 1), quoted(entry.summary));
    const QString is = QStringLiteral("complete -c mimir -n '__mimir_is \"%1\"'").arg(entry.name);
    for (const Option &option : entry.options) {
        out += is + QStringLiteral(" -l %1").arg(option.name);
        if (isFile(option))
            out += QStringLiteral(" -r -F");
        else if (const QString ids = idsOf(option); !ids.isEmpty())
            out += QStringLiteral(" -x -a '(__mimir_ids %1)'").arg(ids);
        else if (!option.value.isEmpty())
            out += QStringLiteral(" -x -a %1").arg(quoted(choicesOf(option).join(u' ')));
        out += QStringLiteral(" -d %1\n").arg(quoted(option.description));
    }
    if (!entry.operands.isEmpty())
        out += is + QStringLiteral(" -a %1\n").arg(quoted(entry.operands.join(u' ')));
    if (!entry.ids.isEmpty())
        out += is + QStringLiteral(" -a '(__mimir_ids %1)'\n").arg(entry.ids);
    for (const auto &[word, ids] : entry.idsAfter)
        out += QStringLiteral("complete -c mimir -n '__mimir_is \"%1 %2\"' -a '(__mimir_ids %3)'\n")
                   .arg(entry.name, word, ids);
    if (entry.files)
        out += is + QStringLiteral(" -F\n");
    return out;
}

QString fish()
{
    QString out = QString::fromUtf8(kFish);
    for (const QString &word : firstWords())
        out += QStringLiteral("complete -c mimir -n '__mimir_is \"\"' -a %1\n").arg(word);
    for (const Entry &entry : entries())
        out += fishLines(entry);
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

} // namespace mimir::cli
