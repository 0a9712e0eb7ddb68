// The window: rail, pages, status strip, lock screen. Knows navigation and status, nothing else.
#pragma once

#include "ui/context.h"
#include "ui/widgets/rail.h"

#include <QMainWindow>

#include <functional>

class QStackedWidget;

namespace ain::ui {

class AlarmBar;
class CommandPalette;
class GuideSheet;
class NoticeBar;
class StatusStrip;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Context &context, QWidget *parent = nullptr);

    void addPage(PageId id, QWidget *page);
    /// Shown while the vault is missing, and while it is locked.
    void setFirstRunPage(QWidget *page);
    void setLockPage(QWidget *page);
    /// Shows the first-run page over an open vault, to add an account.
    void startOnboarding();
    /// There is an account now (or the user went back): the pages are shown.
    void finishOnboarding();

    void showPage(PageId id);
    [[nodiscard]] PageId currentPage() const { return m_current; }
    [[nodiscard]] QWidget *page(PageId id) const { return m_pages[std::size_t(id)]; }
    [[nodiscard]] QWidget *shell() const { return m_shell; }
    /// The user guide, from everywhere.
    void showGuide();
    [[nodiscard]] GuideSheet *guide() const { return m_guide; } ///< null before it was shown
    [[nodiscard]] CommandPalette *palettePanel() const { return m_commands; }
    [[nodiscard]] StatusStrip *strip() const { return m_strip; }
    [[nodiscard]] AlarmBar *alarmBar() const { return m_alarm; }
    [[nodiscard]] NoticeBar *notices() const { return m_notices; }
    /// Asked when the window is being closed: true puts it away instead. Empty: it closes.
    void setCloseHandler(std::function<bool()> handler) { m_onClose = std::move(handler); }

public Q_SLOTS:
    void lock();
    void refresh();

Q_SIGNALS:
    void pageChanged(ain::ui::PageId page);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void follow(VaultState state);
    void drawFrame();
    void makeShortcuts();
    void say(const QString &words);

    Context &m_context;
    QStackedWidget *m_root;
    QWidget *m_shell;
    Rail *m_rail;
    QStackedWidget *m_stack;
    StatusStrip *m_strip;
    AlarmBar *m_alarm;
    NoticeBar *m_notices;
    QWidget *m_firstRun = nullptr;
    QWidget *m_lockPage = nullptr;
    CommandPalette *m_commands;
    GuideSheet *m_guide = nullptr;
    std::array<QWidget *, PageCount> m_pages{};
    PageId m_current = PageId::Wallet;
    std::function<bool()> m_onClose;
    bool m_onboarding = false;
};

} // namespace ain::ui
