// One picture that others draw or drew: what it shall be, how far it is, who has it, what it costs, how sure it is.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QProgressBar;
class QPushButton;

namespace ain::ui {

class AddressLabel;
class ImageView;
class ProofLamp;
class TextLabel;

class AskJobCard : public View {
    Q_OBJECT
public:
    explicit AskJobCard(Context &context, QWidget *parent = nullptr);

    void setJob(const AskJob &job);
    [[nodiscard]] const AskJob &job() const { return m_job; }
    [[nodiscard]] QPushButton *cancelButton() const { return m_cancel; }
    [[nodiscard]] QPushButton *showButton() const { return m_show; }
    [[nodiscard]] ProofLamp *stageLamp() const { return m_stage; }
    [[nodiscard]] ProofLamp *checkLamp() const { return m_check; }
    [[nodiscard]] QProgressBar *bar() const { return m_bar; }
    [[nodiscard]] QString cost() const;
    [[nodiscard]] QString history() const; ///< who gave it back; empty: nobody
    [[nodiscard]] QString problem() const; ///< empty: none
    [[nodiscard]] bool hasPicture() const { return m_hasPicture; }

Q_SIGNALS:
    void cancelWanted(const QString &job);
    void pictureWanted(qint64 picture);

private:
    void write();
    void fetchPicture();
    Context &m_context;
    AskJob m_job;
    ImageView *m_picture;
    TextLabel *m_prompt;
    ProofLamp *m_stage;
    ProofLamp *m_check;
    TextLabel *m_cost;
    QProgressBar *m_bar;
    AddressLabel *m_provider;
    TextLabel *m_history;
    TextLabel *m_problem;
    QPushButton *m_cancel;
    QPushButton *m_show;
    qint64 m_fetched = 0; ///< gallery id whose picture was asked for
    bool m_hasPicture = false;
};

} // namespace ain::ui
