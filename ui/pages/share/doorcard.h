// The developers' door in the window: on or off, its address, the keys of programs, and how to try it.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QLabel;
class QPushButton;
class QSpinBox;

namespace ain::ui {

class DoorKeyModel;
class DoorKeySheet;
class ErrorBanner;
class NoticeCard;
class RowList;
class TextLabel;
class ToggleSwitch;

class DoorCard : public View {
    Q_OBJECT
public:
    explicit DoorCard(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] ToggleSwitch *toggle() const { return m_switch; }
    [[nodiscard]] QSpinBox *portBox() const { return m_port; }
    [[nodiscard]] RowList *list() const { return m_list; }
    [[nodiscard]] QPushButton *newButton() const { return m_new; }
    [[nodiscard]] QPushButton *revokeButton() const { return m_revoke; }
    [[nodiscard]] QPushButton *confirmButton() const { return m_confirm; }
    [[nodiscard]] QPushButton *copyAddressButton() const { return m_copyAddress; }
    [[nodiscard]] QPushButton *copyExampleButton() const { return m_copyExample; }
    [[nodiscard]] DoorKeySheet *keySheet();
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    [[nodiscard]] QString line() const;
    [[nodiscard]] QString example() const;

    void write();

private:
    [[nodiscard]] QLayout *makeHead();
    [[nodiscard]] QLayout *makePlace();
    [[nodiscard]] QWidget *makeRevoke();
    [[nodiscard]] QString address() const;
    void tell(const std::optional<Error> &error, const QString &what);
    void writeKeys(const QList<DoorKey> &keys, bool areKnown);
    void writeChosen();
    void revoke();
    void copyText(QPushButton *button, const QString &text);

    Context &m_context;
    ToggleSwitch *m_switch;
    TextLabel *m_line;
    TextLabel *m_more;
    ErrorBanner *m_error;
    QLabel *m_portLabel;
    QSpinBox *m_port;
    QLabel *m_address;
    QPushButton *m_copyAddress;
    TextLabel *m_keysTitle;
    QPushButton *m_new;
    TextLabel *m_noKeys;
    DoorKeyModel *m_model;
    RowList *m_list;
    QPushButton *m_revoke = nullptr;
    QWidget *m_asking = nullptr;
    NoticeCard *m_question = nullptr;
    QPushButton *m_confirm = nullptr;
    QPushButton *m_keep = nullptr;
    TextLabel *m_tryTitle;
    QLabel *m_example;
    QPushButton *m_copyExample;
    DoorKeySheet *m_sheet = nullptr;
    QString m_chosen; ///< id of a key
    QString m_told; ///< which error stands there
    bool m_isWriting = false;
};

} // namespace ain::ui
