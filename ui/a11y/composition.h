// Korean is typed syllable by syllable: the last one is still being composed when somebody presses Send.
#pragma once

#include <QObject>
#include <QPointer>
#include <QString>

class QWidget;

namespace ain::ui {

/// Watches every text field of the program. Before a button, a shortcut or Enter acts, what is being composed becomes
/// text. Input methods do so by themselves where the field loses the keyboard; those that only forget it, and the keys
/// that move no focus, are what this is for. Fields of secrets are not watched. Thread: main.
class Composition : public QObject {
    Q_OBJECT
public:
    explicit Composition(QObject *parent = nullptr);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void commit();

    QPointer<QWidget> m_field; ///< where something is being composed
    QString m_text;
    bool m_isOurs = false; ///< the event on its way is the one sent from here
};

} // namespace ain::ui
