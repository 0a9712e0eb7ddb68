#include "ui/widgets/view.h"

#include <QEvent>

namespace ain::ui {

View::View(QWidget *parent) : QFrame(parent) { }

void View::onLanguage(std::function<void()> write)
{
    write();
    m_writers.push_back(std::move(write));
}

void View::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        for (const auto &write : m_writers)
            write();
    }
    QFrame::changeEvent(event);
}

} // namespace ain::ui
