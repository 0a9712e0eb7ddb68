// The icon beside the clock: how sharing stands, and the ways to pause it without opening the window. Shown where the
// desktop has a place for it, while sharing is on or the window is put away.
#pragma once

#include "core/base/amount.h"
#include "ui/context.h"
#include "ui/widgets/prooflamp.h"

#include <QMenu>
#include <QSystemTrayIcon>

#include <functional>

namespace ain::ui {

class MainWindow;

/// `context` and `window` outlive it.
class Tray : public QObject {
    Q_OBJECT
public:
    /// `isThere`: whether this desktop shows such icons.
    Tray(Context &context, MainWindow &window, std::function<bool()> isThere = &QSystemTrayIcon::isSystemTrayAvailable);
    ~Tray() override;

    [[nodiscard]] QMenu *menu() { return &m_menu; }
    [[nodiscard]] bool isShown() const { return m_isShown; }
    [[nodiscard]] QString toolTip() const { return m_icon.toolTip(); }
    [[nodiscard]] LampShape shape() const { return m_shape; }
    [[nodiscard]] QIcon icon() const { return m_icon.icon(); }
    /// What was told last.
    [[nodiscard]] QString message() const { return m_message; }

    /// In the order of the menu; separators are not counted.
    enum Deed { Open, Share, QuarterHour, Hour, UntilStarted, GoOn, AfterJob, StopNow, Quit };
    [[nodiscard]] QAction *action(Deed deed) const { return m_actions.at(std::size_t(deed)); }

Q_SIGNALS:
    void quitWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void write();
    void draw(const share::Verdict &verdict);
    void openWindow();
    /// The window is being closed: true when it is only put away.
    [[nodiscard]] bool putAway();
    void tell(const QString &words);
    void tellPaid(Amount amount, bool isProven);

    Context &m_context;
    MainWindow &m_window;
    std::function<bool()> m_isThere;
    QMenu m_menu;
    QSystemTrayIcon m_icon;
    std::array<QAction *, Quit + 1> m_actions{};
    LampShape m_shape = LampShape::Ring;
    QString m_drawn; ///< what the icon shows: it is drawn anew only for something else
    QString m_message;
    bool m_isShown = false;
    bool m_hasSaid = false; ///< that the program goes on
};

} // namespace ain::ui
