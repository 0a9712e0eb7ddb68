// A secret of plain characters in groups of four, painted straight from locked memory like WordGrid: it never becomes
// a widget's text, a tooltip or an accessible string.
#pragma once

#include "core/base/secretbytes.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace ain::ui {

class SecretText : public QWidget {
    Q_OBJECT
public:
    explicit SecretText(Theme &theme, QWidget *parent = nullptr);

    /// ASCII.
    void setSecret(SecretBytes secret);
    void clear();
    [[nodiscard]] const SecretBytes &secret() const { return m_secret; }
    /// What it is, for a screen reader: "Private key".
    void setName(const QString &name);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void write();
    Theme &m_theme;
    SecretBytes m_secret;
};

} // namespace ain::ui
