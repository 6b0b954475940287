package extract

// quotes finds quotations and attributed claims and gives sentences their speaker.
func quotes(p *Parse) {}
