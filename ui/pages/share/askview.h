// "Others draw for me": what it means and how it stands, the pictures, the agreements, and who can be agreed with.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

namespace ain::ui {

class AskAgreementsCard;
class AskJobsCard;
class AskProvidersCard;
class ErrorBanner;
class NoticeCard;
class TextLabel;

class AskView : public View {
    Q_OBJECT
public:
    explicit AskView(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] AskJobsCard *jobs() const { return m_jobs; }
    [[nodiscard]] AskAgreementsCard *agreements() const { return m_agreements; }
    [[nodiscard]] AskProvidersCard *providers() const { return m_providers; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    [[nodiscard]] QString note() const; ///< why there is nothing to see; empty: there is
    /// The user looks at it now, or no longer.
    void setWatched(bool isWatched);

Q_SIGNALS:
    void pictureWanted(qint64 picture);
    void studioWanted();

private:
    void write();
    Context &m_context;
    TextLabel *m_title;
    TextLabel *m_intro;
    TextLabel *m_account;
    NoticeCard *m_note;
    ErrorBanner *m_error;
    AskJobsCard *m_jobs;
    AskAgreementsCard *m_agreements;
    AskProvidersCard *m_providers;
    QString m_told; ///< code of the error that stands there
    bool m_isWatched = false;
};

} // namespace ain::ui
