// The boxes of the pool: what each does, how fast they are together, who is let in, and letting them draw.
#pragma once

#include "ui/backend/poolbackend.h"
#include "ui/context.h"
#include "ui/widgets/view.h"

#include <functional>

class QPushButton;

namespace ain::ui {

class ErrorBanner;
class NoticeCard;
class PoolBoxModel;
class PoolInviteSheet;
class RowList;
class TextLabel;

class PoolFleetCard : public View {
    Q_OBJECT
public:
    /// What shall be drawn, one request for each picture; none: nothing is written there.
    using Prompt = std::function<QList<recipe::GenerationRequest>()>;

    explicit PoolFleetCard(Context &context, QWidget *parent = nullptr);

    /// Where "Draw with my boxes" takes its requests from.
    void setPrompt(Prompt prompt) { m_prompt = std::move(prompt); }
    void write(const PoolState &state, const PoolFleet &fleet);
    [[nodiscard]] RowList *list() const { return m_list; }
    [[nodiscard]] QPushButton *inviteButton() const { return m_invite; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }
    [[nodiscard]] QPushButton *confirmButton() const { return m_confirm; }
    [[nodiscard]] QPushButton *drawButton() const { return m_draw; }
    [[nodiscard]] PoolInviteSheet *inviteSheet();
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString drawText() const;

private:
    [[nodiscard]] QWidget *makeRemove();
    void draw();
    void remove();
    void writeSummary();
    void writeChosen();
    void writeAsking();
    void tell();
    [[nodiscard]] const PoolBox *chosen() const;
    Context &m_context;
    Prompt m_prompt;
    PoolState m_state;
    PoolFleet m_fleet;
    TextLabel *m_title;
    QPushButton *m_invite;
    TextLabel *m_summary;
    ErrorBanner *m_error;
    PoolBoxModel *m_model;
    RowList *m_list;
    QPushButton *m_remove = nullptr;
    QWidget *m_asking = nullptr;
    NoticeCard *m_question = nullptr;
    QPushButton *m_confirm = nullptr;
    QPushButton *m_keep = nullptr;
    QFrame *m_line;
    TextLabel *m_drawHint;
    QPushButton *m_draw;
    PoolInviteSheet *m_sheet = nullptr;
    QString m_chosen; ///< name of a box
    QString m_told; ///< which error stands there
    std::optional<Error> m_refused; ///< why the last order or removal was not taken
    QString m_refusedWhat;
    bool m_isPromptMissing = false;
    bool m_isSubmitting = false;
};

} // namespace ain::ui
