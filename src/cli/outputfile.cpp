#include "cli/outputfile.h"

#include "app/placefaults.h"
#include "core/durablefile.h"

#include <QFileInfo>

namespace mimir::cli {
namespace {

// lupdate finds the texts by this class.
struct OutputFile {
    Q_DECLARE_TR_FUNCTIONS(OutputFile)
};

const QString kForce = QStringLiteral("force");

} // namespace

Option forceOption()
{
    return {kForce, {}, OutputFile::tr("replace the file if it exists")};
}

QString whyNotWritten(const QString &path, const Arguments &arguments, Context &context)
{
    if (isOwnFile(context.profile(), path))
        return OutputFile::tr(
            "%1 is one of this profile's own files. Nothing was written: name another file.")
            .arg(path);
    const QFileInfo file(path);
    if (file.isFile() && file.size() > 0 && !arguments.has(kForce))
        return OutputFile::tr(
            "%1 already exists. Nothing was written: name another file, or use --force to replace it.")
            .arg(path);
    return {};
}

ExitCode writeOutput(
    const QString &path, const std::string &text, const Arguments &arguments, Context &context)
{
    if (const QString why = whyNotWritten(path, arguments, context); !why.isEmpty())
        return context.fail(why);
    const auto written = writeDurably(path, text);
    if (!written)
        return context.fail(
            OutputFile::tr("%1 cannot be written: %2").arg(path, errorReason(written.error())));
    return Done;
}

} // namespace mimir::cli
