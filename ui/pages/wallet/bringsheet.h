// Sends what another device signed: take it in, look at it with its fee, send.
#pragma once

#include "ui/pages/common/operationsheet.h"

namespace ain::ui {

class PartsReader;

class BringSheet : public OperationSheet {
    Q_OBJECT
public:
    BringSheet(Context &context, QWidget *owner);
    [[nodiscard]] PartsReader *reader() const { return m_reader; }
    /// Goes on with what was taken in elsewhere.
    void take(const QByteArray &content);

protected:
    bool check() override { return !m_content.isEmpty(); }
    bool mayGoOn() const override { return !m_content.isEmpty(); }
    Task<Preview> prepare() override;
    void clearDraft() override;
    QString confirmText() const override;
    QString doneText() const override;

private:
    PartsReader *m_reader;
    NoticeCard *m_wrong;
    QByteArray m_content;
};

} // namespace ain::ui
