// Named steps in a row: done, current, to come, failed. Each has a sign, a word and a place.
#pragma once

#include "ui/theme/theme.h"

#include <QStringList>
#include <QWidget>

namespace ain::ui {

class ProgressSteps : public QWidget {
    Q_OBJECT
public:
    explicit ProgressSteps(Theme &theme, QWidget *parent = nullptr);

    void setSteps(const QStringList &names);
    /// Steps before `current` are done; `current` == count: all done. `failed` marks the current one.
    void setCurrent(int current, bool failed = false);
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] bool isFailed() const { return m_failed; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    Theme &m_theme;
    QStringList m_names;
    int m_current = 0;
    bool m_failed = false;
};

} // namespace ain::ui
