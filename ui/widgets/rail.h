// The rail of pages: icon above label, one checked.
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/view.h"

class QAbstractButton;
class QVBoxLayout;

namespace ain::ui {

enum class PageId { Wallet, Studio, Collection, Share, Activity, Settings };
inline constexpr int PageCount = 6;

class Rail : public View {
    Q_OBJECT
public:
    explicit Rail(Theme &theme, QWidget *parent = nullptr);

    void setCurrent(PageId page);
    [[nodiscard]] QAbstractButton *button(PageId page) const { return m_buttons[std::size_t(page)]; }
    [[nodiscard]] static QString pageName(PageId page);

Q_SIGNALS:
    void chosen(ain::ui::PageId page);

private:
    std::array<QAbstractButton *, PageCount> m_buttons{};
};

} // namespace ain::ui
