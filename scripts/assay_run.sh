# assay_run.sh, to be sourced: assay_run OUT ARGS... runs $bin into the folder OUT.
# Exit code 3 (some documents lost) is a success; any other but 0 ends the script.
assay_run() {
	out=$1
	shift
	code=0
	"$bin" run "$@" --quiet --out "$out" || code=$?
	if [ "$code" -ne 0 ] && [ "$code" -ne 3 ]; then
		echo "$(basename "$(dirname "$0")"): assay run ended with $code" >&2
		exit "$code"
	fi
}
