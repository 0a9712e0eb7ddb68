#include "ui/a11y/composition.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QInputMethod>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QWidget>

#include <utility>

namespace ain::ui {

Composition::Composition(QObject *parent) : QObject(parent) { QCoreApplication::instance()->installEventFilter(this); }

bool Composition::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::InputMethod:
        if (auto *field = qobject_cast<QWidget *>(watched); field != nullptr && !m_isOurs) {
            const auto *composed = static_cast<QInputMethodEvent *>(event);
            const bool isSecret = field->inputMethodHints().testFlag(Qt::ImhHiddenText)
                || field->inputMethodHints().testFlag(Qt::ImhSensitiveData);
            m_text = isSecret ? QString() : composed->preeditString();
            m_field = m_text.isEmpty() ? nullptr : field;
        }
        break;
    case QEvent::KeyPress: {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter)
            commit();
        break;
    }
    case QEvent::MouseButtonPress:
        if (qobject_cast<QAbstractButton *>(watched) != nullptr)
            commit();
        break;
    case QEvent::Shortcut: commit(); break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

void Composition::commit()
{
    if (!m_field)
        return;
    // The input method first: what it commits arrives as an event and empties m_field.
    QGuiApplication::inputMethod()->commit();
    if (!m_field)
        return;
    QInputMethodEvent event;
    event.setCommitString(std::exchange(m_text, QString()));
    const QPointer<QWidget> field = std::exchange(m_field, nullptr);
    m_isOurs = true;
    QCoreApplication::sendEvent(field, &event);
    m_isOurs = false;
    QGuiApplication::inputMethod()->reset();
}

} // namespace ain::ui
