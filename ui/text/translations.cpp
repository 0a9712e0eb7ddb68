#include "ui/text/translations.h"

#include <QDir>

// Resources of a static library register only when somebody asks; the macro must stand outside of namespaces.
static void initResources() { Q_INIT_RESOURCE(ain_translations); }

namespace ain::text {

QString translationFile(const QString &language)
{
    initResources();
    return QStringLiteral(":/ain/translations/ain_%1.qm").arg(language);
}

} // namespace ain::text
