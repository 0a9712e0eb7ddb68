// Offline signing: the way in for both devices, and the requests that wait.
#pragma once

#include "ui/widgets/sheet.h"

class QListWidget;

namespace ain::ui {

class BringSheet;
class ErrorBanner;
class HandOverSheet;
class SignSheet;
class TextLabel;

class OfflineSheet : public Sheet {
    Q_OBJECT
public:
    OfflineSheet(Context &context, QWidget *owner);
    [[nodiscard]] SignSheet *signSheet() const { return m_signSheet; }
    [[nodiscard]] BringSheet *bringSheet() const { return m_bringSheet; }
    [[nodiscard]] HandOverSheet *handOverSheet() const { return m_handOver; }
    [[nodiscard]] QListWidget *waitingList() const { return m_list; }

private:
    void load();
    void write();

    TextLabel *m_signText;
    QPushButton *m_sign;
    TextLabel *m_bringText;
    QPushButton *m_bring;
    TextLabel *m_waiting;
    QListWidget *m_list;
    QPushButton *m_again;
    QPushButton *m_forget;
    ErrorBanner *m_error;
    SignSheet *m_signSheet;
    BringSheet *m_bringSheet;
    HandOverSheet *m_handOver;
    QList<OfflineRow> m_rows;
};

} // namespace ain::ui
