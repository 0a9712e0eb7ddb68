// Three doors: practice, create, restore. Also the way to add an account later.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QLabel;
class QPushButton;
class QScrollArea;

namespace ain::ui {

class CreateView;
class ErrorBanner;
class FirstRunPresenter;
class RestoreView;
class TextLabel;

class FirstRunPage : public View {
    Q_OBJECT
public:
    enum class Door { None, Create, Restore };
    explicit FirstRunPage(Context &context, QWidget *parent = nullptr);

    /// Back to the doors; secrets are forgotten.
    void reset();
    void enter(Door door);
    [[nodiscard]] CreateView *createView() const { return m_create; }
    [[nodiscard]] RestoreView *restoreView() const { return m_restore; }
    [[nodiscard]] QPushButton *practiceDoor() const { return m_doors[0]; }

Q_SIGNALS:
    /// There is an open vault with an account now.
    void finished();
    /// Back to the pages, when there is a vault already.
    void cancelled();

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QPushButton *makeDoor(const QString &icon, TextLabel *&title, TextLabel *&text);
    void write();
    void practice();
    Context &m_context;
    FirstRunPresenter *m_presenter;
    QLabel *m_title;
    TextLabel *m_text;
    QWidget *m_doorsBox;
    std::array<QPushButton *, 3> m_doors{};
    std::array<TextLabel *, 3> m_doorTitles{};
    std::array<TextLabel *, 3> m_doorTexts{};
    QWidget *m_formCard;
    CreateView *m_create;
    RestoreView *m_restore;
    ErrorBanner *m_error;
    QPushButton *m_language;
    QPushButton *m_cancel;
    Door m_door = Door::None;
    bool m_busy = false;
};

} // namespace ain::ui
