#include "ui/a11y/announce.h"

#include <QAccessible>
#include <QWidget>

namespace ain::ui {

void announce(QWidget &source, const QString &text)
{
    source.setAccessibleName(text);
    if (text.isEmpty() || !source.isVisible())
        return;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(&source, text);
#else
    // Readers speak the name of what raises an alert.
    QAccessibleEvent event(&source, QAccessible::Alert);
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace ain::ui
