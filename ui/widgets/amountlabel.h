// The big figure of a page: tabular digits, the unit beside it, smaller when there is no room.
#pragma once

#include "core/base/amount.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <optional>

namespace ain::ui {

class AmountLabel : public QWidget {
    Q_OBJECT
public:
    explicit AmountLabel(Theme &theme, int pixels = 40, QWidget *parent = nullptr);

    /// Empty: unknown, shown as a dash.
    void setAmount(std::optional<Amount> amount);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int widthAt(int pixels) const;
    Theme &m_theme;
    int m_pixels;
    QString m_text;
};

} // namespace ain::ui
