// Walks over every widget of a window: what has no name, what is cut off.
#pragma once

#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QWidget>

namespace ain::ui {

using namespace Qt::StringLiterals;

inline QString nameOf(QWidget *widget)
{
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
    return accessible != nullptr ? accessible->text(QAccessible::Name) : QString();
}

/// Controls that the keyboard reaches and a screen reader could not name.
inline QStringList nameless(QWidget *root)
{
    QStringList out;
    for (QWidget *widget : root->findChildren<QWidget *>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || widget->objectName().startsWith(u"qt_"))
            continue;
        if (qobject_cast<QScrollBar *>(widget) != nullptr || widget->inherits("QComboBoxPrivateContainer")
            || widget->inherits("QComboBoxListView"))
            continue;
        if (nameOf(widget).trimmed().isEmpty())
            out += QString::fromLatin1(widget->metaObject()->className()) + u" in "_s
                + QString::fromLatin1(widget->parentWidget()->metaObject()->className());
    }
    return out;
}

/// Texts that don't fit where they stand.
inline QStringList clipped(QWidget *root)
{
    QStringList out;
    for (QWidget *widget : root->findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        QString text;
        QSize wanted;
        if (auto *label = qobject_cast<QLabel *>(widget)) {
            text = label->text();
            wanted = label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint();
        } else if (auto *button = qobject_cast<QPushButton *>(widget)) {
            text = button->text();
            wanted = button->sizeHint();
        }
        if (!text.isEmpty() && (wanted.width() > widget->width() || wanted.height() > widget->height() + 1))
            out += u"“%1” wants %2×%3, has %4×%5"_s.arg(text)
                       .arg(wanted.width())
                       .arg(wanted.height())
                       .arg(widget->width())
                       .arg(widget->height());
        // Nothing may stick out of its page sideways.
        const int right = widget->mapTo(root, QPoint(widget->width(), 0)).x();
        if (right > root->width() + 1 && widget->parentWidget() != nullptr && !text.isEmpty())
            out += u"“%1” ends at %2 of %3"_s.arg(text).arg(right).arg(root->width());
    }
    return out;
}

} // namespace ain::ui
