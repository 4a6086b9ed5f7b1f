// How a command line is taken apart.
#include "privacy/shell/commandline.h"

#include <QElapsedTimer>
#include <QTest>

using namespace mimir;
using shell::Redirection;

namespace {

// "cat a b | wc -l" -> "cat,a,b|wc,-l"; commands that are not piped are separated by ";".
std::string shapeOf(const shell::CommandLine &line)
{
    std::string out;
    for (const shell::SimpleCommand &command : line.commands) {
        out += out.empty() ? "" : command.fedBy ? "|" : ";";
        std::string words;
        for (const auto *list : {&command.assignments, &command.words})
            for (const shell::Word &word : *list)
                words += (words.empty() ? "" : ",") + word.text;
        out += words;
    }
    return out;
}

} // namespace

class TstCommandLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void commandsAndTheirWords_data();
    void commandsAndTheirWords();
    void redirectionsAreNoWords();
    void hereDocumentsBelongToTheirCommand();
    void variablesAreNamed();
    void whereSomethingIsWritten();
    void whatBecomesAVariableIsCaptured();
    void anyTextIsRead();
    void deepNestingIsNotFollowed();
    void longLinesTakeLinearTime();
};

void TstCommandLine::commandsAndTheirWords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shape");
    const auto row = [](const char *text, const char *shape) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(shape);
    };
    row("", "");
    row("ls -l  /tmp", "ls,-l,/tmp");
    row("a;b&c&&d||e", "a;b;c;d;e");
    row("a\nb # not c\nd", "a;b;d");
    row("a | b |& c", "a|b|c");
    row("a \"b c\" 'd e' f\\ g", "a,b c,d e,f g");
    row("'.e'nv\"ir\"on", ".environ");
    row("A=1 B='2 3' make", "A=1,B=2 3,make");
    row("(a; b)", "a;b");
    row("echo $(cat x | head) y", "echo,$(),y;cat,x|head");
    row("echo `cat x`", "echo,$();cat,x");
    row("echo \"$(cat \"a b\")\"", "echo,$();cat,a b");
    row("diff <(sort a) <(sort b)", "diff,<(),<();sort,a;sort,b");
    row("x=$(cat y)", "x=$();cat,y");
    row("echo \"a;b|c\" | d", "echo,a;b|c|d");
    row("cat \\\n  x", "cat,x");
    row("echo $'a b'", "echo,a b");
    row("echo ${HOME}/x", "echo,${HOME}/x");
    row("echo it\\'s", "echo,it's");
    row("cat #x", "cat");
    row("cat a#b", "cat,a#b");
}

void TstCommandLine::commandsAndTheirWords()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shape);
    QCOMPARE(QByteArray::fromStdString(shapeOf(shell::parse(text.toStdString()))), shape);
}

void TstCommandLine::redirectionsAreNoWords()
{
    const auto line = shell::parse("sort <in >out 2>&1 2> errors <<< 'a b' &> all");
    QCOMPARE(shapeOf(line), std::string("sort"));
    const auto &all = line.commands.front().redirections;
    QCOMPARE(all.size(), std::size_t(6));
    const std::vector<std::pair<Redirection::Kind, std::string>> expected {{Redirection::Kind::Input, "in"},
        {Redirection::Kind::Output, "out"}, {Redirection::Kind::Copy, "1"},
        {Redirection::Kind::Output, "errors"}, {Redirection::Kind::String, "a b"},
        {Redirection::Kind::Output, "all"}};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(all[i].kind, expected[i].first);
        QCOMPARE(all[i].target.text, expected[i].second);
    }
    QCOMPARE(all[3].descriptor, 2);
    QCOMPARE(all[1].descriptor, -1);
}

void TstCommandLine::hereDocumentsBelongToTheirCommand()
{
    const std::string text = "cat <<A >x && tee <<-'B' y\none $X\nA\n\ttwo $Y\n\tB\nls";
    const auto line = shell::parse(text);
    QCOMPARE(shapeOf(line), std::string("cat;tee,y;ls"));
    const Redirection &first = line.commands[0].redirections[0], &second = line.commands[1].redirections[0];
    QCOMPARE(first.document, std::string("one $X\n"));
    QCOMPARE(first.target.variables, std::vector<std::string> {"X"});
    QCOMPARE(second.document, std::string("\ttwo $Y\n"));
    QVERIFY(second.target.variables.empty());
    QCOMPARE(text.substr(first.documentAt.from, first.documentAt.to - first.documentAt.from), first.document);
    QCOMPARE(shapeOf(shell::parse("cat <<E\n$(cat x)\nE")), std::string("cat;cat,x"));
    QCOMPARE(shapeOf(shell::parse("git commit -m \"$(cat <<'E'\na (b)\nE\n)\" && ls")),
        std::string("git,commit,-m,$();cat;ls"));
    QCOMPARE(
        shell::parse("cat <<E\nnever ends").commands[0].redirections[0].document, std::string("never ends"));
}

void TstCommandLine::variablesAreNamed()
{
    const auto line = shell::parse("echo $A \"${B}\" '$C' \\$D ${!E} ${F:-$G} $1 $? $$ $");
    std::vector<std::string> names;
    for (const shell::Word &word : line.commands.front().words)
        names.insert(names.end(), word.variables.begin(), word.variables.end());
    QCOMPARE(names, (std::vector<std::string> {"A", "B", "E", "F", "G"}));
}

void TstCommandLine::whereSomethingIsWritten()
{
    const std::string text = "echo 'a b' >x";
    const shell::Word &word = shell::parse(text).commands.front().words.back();
    QCOMPARE(text.substr(word.at.from, word.at.to - word.at.from), std::string("'a b'"));
    const shell::Span within {7, 9};
    QCOMPARE(shell::parse(text, within).commands.front().words.back().at, within);
}

void TstCommandLine::whatBecomesAVariableIsCaptured()
{
    const auto line = shell::parse("x=$(a) export Y=$(b) echo $(c)");
    QVERIFY(line.commands[1].isCaptured && line.commands[2].isCaptured);
    QVERIFY(!line.commands[3].isCaptured && !line.commands[0].isCaptured);
}

void TstCommandLine::anyTextIsRead()
{
    for (const char *text : {"'", "\"", "`", "$(", "${", "\\", "<<", "<", ">", "|", ")", "))(", "$'", "a<<'",
             "\"$(\"", "${a:-${b", "<(", "&>", "1>", "<<<", "\xff\xfe`\"", "for x in a; do",
             "case $x in a) b;; esac", "a() { b; }"}) {
        const auto line = shell::parse(text);
        QVERIFY2(line.commands.size() < 8, text);
    }
}

void TstCommandLine::deepNestingIsNotFollowed()
{
    std::string deep, braces;
    for (int i = 0; i < 100'000; ++i) {
        deep += "$(";
        braces += "${a:-";
    }
    QVERIFY(!shell::parse(deep).isComplete);
    QVERIFY(!shell::parse(braces).isComplete);
    QVERIFY(shell::parse("echo $(echo $(echo $(echo a)))").isComplete);
}

void TstCommandLine::longLinesTakeLinearTime()
{
    const auto secondsOf = [](const std::string &unit) {
        std::string text;
        while (text.size() < (4u << 20))
            text += unit;
        QElapsedTimer timer;
        timer.start();
        (void)shell::parse(text);
        return timer.elapsed();
    };
    for (const char *unit :
        {"a ", "a|", "$(a)", "'", "\"", "`", "a<<E\n", "<<E ", "${", "$((", "\\\n", "((", "a=$("})
        QVERIFY2(secondsOf(unit) < 8000, unit);
}

QTEST_GUILESS_MAIN(TstCommandLine)
#include "tst_commandline.moc"
