// Has screen readers say what happened elsewhere than where the keyboard is.
#pragma once

#include <QString>

class QWidget;

namespace ain::ui {

/// `source` is what shows `text`, and takes it as its accessible name. Nothing is said while it can't be seen: whoever
/// looks at another page does not see it either. Thread: main.
void announce(QWidget &source, const QString &text);

} // namespace ain::ui
