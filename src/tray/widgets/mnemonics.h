// Text that comes from data, in widgets that read '&' as a mnemonic.
#pragma once

#include <QString>

namespace mimir {

/// Text for a menu or button: '&' is shown, not read as a mnemonic.
inline QString withoutMnemonics(QString text)
{
    return text.replace(u'&', QLatin1String("&&"));
}

} // namespace mimir
